// SPDX-License-Identifier: GPL-3.0-or-later
#include "processinput.h"

#include "input.h"
#include "secretvalues.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace sm::executors {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::executors::ProcessInput", text); }

/// IEEE Std 1003.1, 8.1: what any shell takes for the name of a variable.
bool isVariable(const QString &name)
{
    static const QRegularExpression form(u"\\A[A-Za-z_][A-Za-z0-9_]*\\z"_s);
    return form.match(name).hasMatch();
}

void readEnvironment(Input &input, const Step &step, const QString &member, process::Command &command)
{
    const QMap<QString, QString> given = input.map(member);
    for (auto it = given.begin(); it != given.end(); ++it) {
        if (!isVariable(it.key()))
            input.refuse(member, tr("has a variable that is named “%1”; letters, digits and _ can be").arg(it.key()));
        const QString secret = secretName(it.value(), step.operation.secrets);
        if (!secret.isEmpty())
            command.secretEnvironment.insert(it.key(), step.operation.secrets.value(secret));
        else if (member == "secretEnvironment"_L1)
            input.refuse(member, tr("takes secrets only; put what everybody may read into “environment”"));
        else
            command.environment.insert(it.key(), it.value());
    }
}

void readStandardInput(Input &input, const Step &step, process::Command &command)
{
    const QString text = input.text(u"input"_s);
    const QString secret = secretName(text, step.operation.secrets);
    if (secret.isEmpty())
        command.input = text.toUtf8();
    else
        command.secretInput = step.operation.secrets.value(secret);
}

QByteArray hashOf(Input &input)
{
    static const QRegularExpression form(u"\\A[0-9a-f]{64}\\z"_s);
    const QString hash = input.text(u"sha256"_s).toLower();
    if (!hash.isEmpty() && !form.match(hash).hasMatch())
        input.refuse(u"sha256"_s, tr("has to be 64 hexadecimal digits"));
    return hash.toLatin1();
}

} // namespace

QStringList secretMembersOfProcess() { return {u"environment"_s, u"secretEnvironment"_s, u"input"_s}; }

Result<ProcessInput> processInput(const Step &step)
{
    Input input(step,
        {u"program"_s, u"arguments"_s, u"folder"_s, u"environment"_s, u"secretEnvironment"_s, u"input"_s, u"reads"_s,
            u"exitCodes"_s, u"sha256"_s, u"parses"_s});
    ProcessInput result;
    process::Command &command = result.command;
    command.program = input.requiredText(u"program"_s);
    if (command.program.contains(u'='))
        input.refuse(u"program"_s, tr("must not have a = in it, which a shell would take for a variable"));
    command.arguments = input.texts(u"arguments"_s);
    command.folder = input.text(u"folder"_s);
    if (!command.folder.isEmpty() && !command.folder.startsWith(u'/'))
        input.refuse(u"folder"_s, tr("has to be an absolute path"));
    readEnvironment(input, step, u"environment"_s, command);
    readEnvironment(input, step, u"secretEnvironment"_s, command);
    readStandardInput(input, step, command);
    command.sha256 = hashOf(input);
    result.reads = input.flag(u"reads"_s);
    result.parses = input.text(u"parses"_s);
    if (!result.parses.isEmpty() && result.parses != "cdk-diff"_L1 && result.parses != "cdk-deploy"_L1)
        input.refuse(u"parses"_s, tr("has to be cdk-diff or cdk-deploy"));
    if (const QList<int> codes = input.numbers(u"exitCodes"_s); !codes.isEmpty())
        result.exitCodes = codes;
    if (const auto fit = input.checked(); !fit)
        return fit.error();
    return result;
}

} // namespace sm::executors
