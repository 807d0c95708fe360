// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules.h"
#include "secretnames.h"

using namespace Qt::Literals::StringLiterals;

namespace sm::lint {

namespace {

void reportPassedSecret(const Page &page, Report &report)
{
    const QString where
        = tr("On a command line it is seen by everybody on the machine and kept in the shell's history.");
    for (const Command &command : page.commands) {
        if (!command.aws)
            continue;
        for (const QString &option : command.aws->options) {
            if (isSecretOption(option) && !isHarmless(command.option(option)))
                report.add(command.optionLine(option), where,
                    tr("Read it from a file that only you can read (file://…), or let Stationmaster ask for it."));
        }
        static const QRegularExpression variable(u"[{,]\\s*\"?(\\w+)\"?\\s*[=:]\\s*[^,}]+"_s);
        for (const QRegularExpressionMatch &match : variable.globalMatch(command.option(u"environment"_s))) {
            if (isSecretName(match.captured(1)))
                report.add(command.optionLine(u"environment"_s),
                    tr("The secret %1 goes over the command line into a variable that everybody reads who may see the "
                       "function's configuration.")
                        .arg(match.captured(1)),
                    tr("Keep it in Secrets Manager and give the function its ARN."));
        }
    }
}

void reportAssigned(const QString &name, const std::optional<QString> &value, int line, Report &report)
{
    static const QRegularExpression filler(u"^([xX*.-]+|changeme|change-me|secret|password|your.*|true|false|\\d+)$"_s);
    if (value && isSecretName(name) && !isHarmless(*value) && !filler.match(*value).hasMatch())
        report.add(
            line, tr("%1 stands here in clear.").arg(name), tr("Read it from where it is kept: %1=$(…).").arg(name));
}

void reportToolSecret(const Page &page, Report &report)
{
    for (const Command &command : page.commands) {
        for (const commandline::Assignment &each : command.use.command.assignments)
            reportAssigned(each.name, each.value.literal(), each.place.line, report);
        for (const commandline::Word &word :
            command.program == "export"_L1 ? command.use.words : QList<commandline::Word>()) {
            const QString text = word.hasSubstitution() ? QString() : word.text();
            reportAssigned(text.section(u'=', 0, 0), text.section(u'=', 1), word.place.line, report);
        }
        if (!command.tool)
            continue;
        const QMap<QString, commandline::Word> secrets = command.tool->secrets;
        for (auto it = secrets.begin(); it != secrets.end(); ++it) {
            if (!it.value().hasSubstitution() && !isHarmless(it.value().text()))
                report.add(it.value().place.line, tr("%1 stands here in clear.").arg(it.key()),
                    tr("Keep it in a file that only you can read, or let Stationmaster ask for it."));
        }
    }
}

/// A new value for a key that somebody else gives out.
void reportInventedKey(const Page &page, Report &report)
{
    static const QString random = u"openssl rand|uuidgen|/dev/u?random|pwgen|token_hex|token_urlsafe"_s;
    static const QRegularExpression apiKey(
        u"api[-_]?key|access[-_]?key|\\btoken"_s, QRegularExpression::CaseInsensitiveOption);
    QHash<QString, int> invented;
    for (const Command &command : page.commands) {
        for (const commandline::Assignment &each : command.use.command.assignments) {
            if (says(each.value.source, random))
                invented.insert(each.name, command.scope);
        }
        const bool isStored
            = command.isAws(u"secretsmanager", u"UpdateSecret") || command.isAws(u"secretsmanager", u"PutSecretValue");
        const QString value = command.option(u"secret-string"_s);
        if (!isStored || !apiKey.match(value + command.option(u"secret-id"_s)).hasMatch())
            continue;
        for (auto it = invented.begin(); it != invented.end(); ++it) {
            if (it.value() == command.scope && (value.contains(u'$' + it.key()) || value.contains(u"${"_s + it.key())))
                report.add(command.line,
                    tr("A random text is no key of the provider: what reads this secret is refused from now on."),
                    tr("Have the provider issue a new key, store it, check it, and only then end the old one."));
        }
    }
}

void reportClearText(const Page &page, Report &report)
{
    static const QRegularExpression secret(
        u"\\b(AKIA|ASIA)(?!\\w*EXAMPLE)[A-Z0-9]{16}\\b|-----BEGIN [A-Z ]*PRIVATE KEY-----|"
        "\\bgh[pousr]_[A-Za-z0-9]{36}\\b|\\bxox[abprs]-[A-Za-z0-9-]{10,}|"
        "\\bsk-[A-Za-z0-9_-]{20,}|\\beyJ[\\w-]{10,}\\.eyJ[\\w-]{10,}\\.[\\w-]{10,}|"
        "\\b\\w+://[^\\s:/@$<{]+:[^\\s:/@$<{]{3,}@"_s);
    const QStringList &lines = page.document.source.lines;
    for (qsizetype i = 0; i < lines.size(); ++i) {
        if (secret.match(lines.at(i)).hasMatch())
            report.add(static_cast<int>(i) + 1, tr("This looks like a secret in clear."),
                tr("End it where it was issued, then name here where to get it instead."));
    }
}

} // namespace

QList<Rule> secretRules()
{
    return {{u"secret-in-argv"_s, Finding::Severity::Warning, reportPassedSecret},
        {u"secret-in-command"_s, Finding::Severity::Warning, reportToolSecret},
        {u"secret-invented"_s, Finding::Severity::Error, reportInventedKey},
        {u"secret-in-text"_s, Finding::Severity::Error, reportClearText}};
}

} // namespace sm::lint
