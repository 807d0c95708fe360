// SPDX-License-Identifier: GPL-3.0-or-later
#include <stacks/stackinput.h>

#include <executors/input.h>
#include <executors/secretvalues.h>
#include <stacks/keptstack.h>

#include <QCoreApplication>
#include <QHash>
#include <QRegularExpression>

namespace sm::deployments {

using namespace Qt::Literals::StringLiterals;
using executors::Input;
using Verb = StackInput::Verb;

namespace {

struct Form
{
    Verb verb;
    QStringList members;
};

QString tr(const char *text) { return QCoreApplication::translate("sm::deployments::StackSteps", text); }

const QHash<QString, Form> &forms()
{
    static const QHash<QString, Form> all{
        {u"stack:keep"_s, {Verb::Keep, {u"stack"_s}}},
        {u"stack:kept"_s, {Verb::Kept, {u"stack"_s, u"kept"_s}}},
        {u"stack:standing"_s, {Verb::Standing, {u"stack"_s}}},
        {u"stack:propose"_s,
            {Verb::Propose,
                {u"stack"_s, u"changeSet"_s, u"file"_s, u"url"_s, u"kept"_s, u"parameters"_s, u"secretParameters"_s,
                    u"capabilities"_s, u"tags"_s, u"role"_s, u"artifacts"_s, u"description"_s}}},
        {u"stack:changes"_s, {Verb::Changes, {u"stack"_s, u"changeSet"_s}}},
        {u"stack:await"_s, {Verb::Await, {u"stack"_s, u"outcome"_s, u"token"_s, u"after"_s, u"mayDelete"_s}}},
        {u"stack:assembly"_s, {Verb::Assembly, {u"folder"_s, u"digest"_s}}},
    };
    return all;
}

QJsonObject textsOf(const QMap<QString, QString> &map)
{
    QJsonObject object;
    for (auto it = map.begin(); it != map.end(); ++it)
        object.insert(it.key(), it.value());
    return object;
}

void readSource(Input &input, StackInput &result)
{
    result.file = input.text(u"file"_s);
    result.url = input.text(u"url"_s);
    result.kept = input.text(u"kept"_s);
    const int sources = !result.file.isEmpty() + !result.url.isEmpty() + !result.kept.isEmpty();
    if (sources != 1 && input.isComplete())
        input.refuse(u"file"_s, tr("or “url” or “kept” has to say where the template is, one of them alone"));
    if (!result.file.isEmpty() && !result.file.startsWith(u'/'))
        input.refuse(u"file"_s, tr("has to be an absolute path"));
    if (!result.url.isEmpty() && !result.url.startsWith("https://"_L1))
        input.refuse(u"url"_s, tr("has to be the https address of an object in S3"));
    if (!result.kept.isEmpty() && !keptIdOf(result.kept))
        input.refuse(u"kept"_s, tr("has to be what a step stack:keep has answered"));
}

void readProposal(Input &input, const Step &step, StackInput &result)
{
    static const QRegularExpression name(u"\\A[a-zA-Z][-a-zA-Z0-9]{0,127}\\z"_s);
    static const QRegularExpression place(u"\\As3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/.*)?\\z"_s);
    readSource(input, result);
    result.parameters = textsOf(input.map(u"parameters"_s));
    result.secretParameters = textsOf(input.map(u"secretParameters"_s));
    for (auto it = result.secretParameters.begin(); it != result.secretParameters.end(); ++it) {
        if (executors::secretName(it.value().toString(), step.operation.secrets).isEmpty())
            input.refuse(u"secretParameters"_s, tr("takes secrets only; put others into “parameters”"));
    }
    result.capabilities = input.texts(u"capabilities"_s);
    result.tags = textsOf(input.map(u"tags"_s));
    result.role = input.text(u"role"_s);
    result.artifacts = input.text(u"artifacts"_s);
    result.description = input.text(u"description"_s);
    if (!result.changeSet.isEmpty() && !name.match(result.changeSet).hasMatch())
        input.refuse(u"changeSet"_s, tr("has to begin with a letter and be made of letters, digits and -"));
    if (!result.artifacts.isEmpty() && !place.match(result.artifacts).hasMatch())
        input.refuse(u"artifacts"_s, tr("has to be s3://BUCKET/PREFIX"));
}

void readAim(Input &input, StackInput &result)
{
    const QString outcome = input.requiredText(u"outcome"_s);
    if (!outcome.isEmpty() && outcome != "deployed"_L1 && outcome != "rolled-back"_L1)
        input.refuse(u"outcome"_s, tr("has to be deployed or rolled-back"));
    result.aim.outcome = outcome == "rolled-back"_L1 ? StackAim::Outcome::RolledBack : StackAim::Outcome::Deployed;
    result.aim.stack = result.stack;
    result.aim.token = input.text(u"token"_s);
    result.aim.after = input.text(u"after"_s);
    result.aim.mayDelete = input.flag(u"mayDelete"_s);
    result.aim.mayLackTokens = !result.aim.token.isEmpty() && input.value(u"after"_s).isString();
    if (result.aim.token.isEmpty() && result.aim.after.isEmpty() && input.isComplete())
        input.refuse(u"token"_s, tr("or “after” has to say whose events count"));
}

} // namespace

QStringList secretMembersOfStack() { return {u"secretParameters"_s}; }

Result<StackInput> stackInput(const Step &step)
{
    const auto form = forms().constFind(step.operation.uses);
    if (form == forms().constEnd()) {
        QStringList known = forms().keys();
        known.sort();
        return Error(
            Error::Kind::Invalid, tr("“%1” is not known; known are %2.").arg(step.operation.uses, known.join(u", "_s)))
            .withCode(u"Input"_s);
    }
    Input input(step, form->members);
    StackInput result;
    result.verb = form->verb;
    if (form->members.contains(u"stack"_s))
        result.stack = input.requiredText(u"stack"_s);
    if (form->members.contains(u"changeSet"_s))
        result.changeSet = input.requiredText(u"changeSet"_s);
    if (form->verb == Verb::Kept)
        result.kept = input.requiredText(u"kept"_s);
    if (form->verb == Verb::Propose)
        readProposal(input, step, result);
    if (form->verb == Verb::Await)
        readAim(input, result);
    if (form->verb == Verb::Assembly) {
        result.folder = input.requiredText(u"folder"_s);
        result.digest = input.text(u"digest"_s);
        if (!result.folder.isEmpty() && !result.folder.startsWith(u'/'))
            input.refuse(u"folder"_s, tr("has to be an absolute path"));
    }
    if (const auto fit = input.checked(); !fit)
        return fit.error();
    return result;
}

} // namespace sm::deployments
