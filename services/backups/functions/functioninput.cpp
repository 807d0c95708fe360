// SPDX-License-Identifier: GPL-3.0-or-later
#include "functioninput.h"

#include "scratchfunction.h"

#include <executors/input.h>
#include <keeping/keeping.h>

#include <QCoreApplication>
#include <QHash>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;
using executors::Input;
using Verb = FunctionInput::Verb;

namespace {

struct Form
{
    Verb verb;
    QStringList members;
};

const QHash<QString, Form> &forms()
{
    static const QStringList common{u"asset"_s, u"function"_s};
    static const QHash<QString, Form> all{
        {u"function:keep"_s, {Verb::Keep, common + QStringList{u"set"_s, u"qualifier"_s, u"probes"_s}}},
        {u"function:compare"_s, {Verb::Compare, common + QStringList{u"backup"_s, u"qualifier"_s}}},
        {u"function:restore"_s,
            {Verb::Restore, common + QStringList{u"backup"_s, u"fallback"_s, u"dryRun"_s, u"revision"_s}}},
        {u"function:update"_s,
            {Verb::Update,
                common
                    + QStringList{u"file"_s, u"codeSha256"_s, u"architecture"_s, u"fallback"_s, u"dryRun"_s,
                        u"revision"_s}}},
        {u"function:create-scratch"_s, {Verb::CreateScratch, common + QStringList{u"backup"_s}}},
        {u"function:delete-scratch"_s, {Verb::DeleteScratch, {u"function"_s}}},
    };
    return all;
}

QString scratchName(Input &input)
{
    const QString name = scratchNameOf(input.requiredText(u"function"_s));
    if (!name.isEmpty() && !isScratchName(name))
        input.refuse(u"function"_s,
            QCoreApplication::translate(
                "sm::backups::Functions", "has to end in “-drill-” and the time, so that everybody sees what it is"));
    return name;
}

} // namespace

Result<FunctionInput> functionInput(const Step &step)
{
    const auto form = forms().constFind(step.operation.uses);
    if (form == forms().constEnd())
        return Error(Error::Kind::Invalid,
            QCoreApplication::translate("sm::backups::Functions",
                "“%1” is not known. Use function:keep, function:compare, function:restore, function:update, "
                "function:create-scratch or function:delete-scratch.")
                .arg(step.operation.uses))
            .withCode(u"Input"_s);
    Input input(step, form->members);
    FunctionInput result;
    result.verb = form->verb;
    const bool isScratch = form->verb == Verb::CreateScratch || form->verb == Verb::DeleteScratch;
    result.function = isScratch ? scratchName(input) : input.requiredText(u"function"_s);
    if (form->members.contains(u"asset"_s))
        result.asset = input.requiredText(u"asset"_s);
    if (form->members.contains(u"backup"_s))
        result.backup = input.requiredText(u"backup"_s);
    if (form->members.contains(u"file"_s))
        result.file = input.requiredText(u"file"_s);
    result.codeSha256 = input.text(u"codeSha256"_s);
    result.architecture = input.text(u"architecture"_s);
    result.qualifier = input.text(u"qualifier"_s);
    result.fallback = input.text(u"fallback"_s);
    result.revision = input.text(u"revision"_s);
    result.isDryRun = input.flag(u"dryRun"_s);
    input.text(u"set"_s);
    refuseUnlessAnswers(input);
    if (const auto fit = input.checked(); !fit)
        return fit.error();
    return result;
}

} // namespace sm::backups
