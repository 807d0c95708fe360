// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules.h"

using namespace Qt::Literals::StringLiterals;

namespace sm::lint {

namespace {

bool isPatch(const Command &command, QStringView operation) { return command.isAws(u"apigateway", operation); }

/// The word that patches something under \p path; patches are read where they stand, for the option may be misspelt.
const commandline::Word *patchWord(const Command &command, const QRegularExpression &path)
{
    for (const commandline::Word &word : command.use.words) {
        if (path.match(word.text()).hasMatch())
            return &word;
    }
    return nullptr;
}

void reportThrottlePath(const Page &page, Report &report)
{
    static const QRegularExpression wrong(u"path=/(throttle|throttling)/(rateLimit|burstLimit)"_s);
    for (const Command &command : page.commands) {
        const commandline::Word *word = isPatch(command, u"UpdateStage") ? patchWord(command, wrong) : nullptr;
        if (word != nullptr)
            report.add(word->place.line,
                tr("A stage has no path /throttle/…: the patch is refused. The burst limit would also stay as it is."),
                tr("op=replace,path=/*/*/throttling/rateLimit,value=… and the same for burstLimit."));
    }
}

void reportStageValue(const Page &page, Report &report)
{
    static const QRegularExpression json(u"path=/apiStages,.*value=\\s*['\"]?\\s*\\[?\\s*\\{"_s);
    for (const Command &command : page.commands) {
        const commandline::Word *word = isPatch(command, u"UpdateUsagePlan") ? patchWord(command, json) : nullptr;
        if (word != nullptr)
            report.add(word->place.line, tr("The value of /apiStages is one text, API-ID:STAGE; JSON is refused."),
                tr("op=add,path=/apiStages,value=API_ID:STAGE"));
    }
}

void reportRotation(const Page &page, Report &report)
{
    const auto attaches = [](const Command &other) { return isPatch(other, u"CreateUsagePlanKey"); };
    for (const Command &command : page.commands) {
        if (isPatch(command, u"CreateApiKey") && !page.anyAfter(command, attaches))
            report.add(command.line,
                tr("The new key is attached to no usage plan, so it opens nothing, and the old key keeps working."),
                tr("--enabled, then create-usage-plan-key, then update-api-key of the old one with /enabled to "
                   "false."));
    }
}

/// https://$(aws …).execute-api.us-east-1.amazonaws.com: an empty answer still makes a URL.
void reportBuiltUrl(const Page &page, Report &report)
{
    static const QRegularExpression host(
        u"https?://\\$(\\(|\\{?\\w+)[\\s\\S]*\\.(execute-api|s3|elb)\\.[a-z]{2}-[a-z]+-\\d\\."_s);
    for (const Command &command : page.commands) {
        for (const commandline::Word &word : command.use.words) {
            if (!host.match(word.text()).hasMatch() || !word.hasSubstitution())
                continue;
            report.add(word.place.line,
                tr("The region is fixed, and when nothing is found the URL is built all the same, of an empty name."),
                tr("Put the id into a variable, stop when it is empty (: \"${ID:?}\"), and take the region from the "
                   "profile."));
        }
    }
}

} // namespace

QList<Rule> apiRules()
{
    return {{u"apigateway-throttle-path"_s, Finding::Severity::Error, reportThrottlePath},
        {u"apigateway-stage-value"_s, Finding::Severity::Error, reportStageValue},
        {u"apigateway-key-rotation"_s, Finding::Severity::Error, reportRotation},
        {u"url-from-answer"_s, Finding::Severity::Warning, reportBuiltUrl}};
}

} // namespace sm::lint
