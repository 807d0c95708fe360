// SPDX-License-Identifier: GPL-3.0-or-later
#include "functioninput.h"

#include <executors/input.h>

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
        {u"function:keep"_s, {Verb::Keep, common + QStringList{u"set"_s, u"qualifier"_s}}},
        {u"function:compare"_s, {Verb::Compare, common + QStringList{u"backup"_s, u"qualifier"_s}}},
        {u"function:restore"_s,
            {Verb::Restore, common + QStringList{u"backup"_s, u"fallback"_s, u"dryRun"_s, u"revision"_s}}},
    };
    return all;
}

} // namespace

Result<FunctionInput> functionInput(const Step &step)
{
    const auto form = forms().constFind(step.operation.uses);
    if (form == forms().constEnd())
        return Error(Error::Kind::Invalid,
            QCoreApplication::translate(
                "sm::backups::Functions", "“%1” is not known. Use function:keep, function:compare or function:restore.")
                .arg(step.operation.uses))
            .withCode(u"Input"_s);
    Input input(step, form->members);
    FunctionInput result;
    result.verb = form->verb;
    result.asset = input.requiredText(u"asset"_s);
    result.function = input.requiredText(u"function"_s);
    if (form->members.contains(u"backup"_s))
        result.backup = input.requiredText(u"backup"_s);
    result.qualifier = input.text(u"qualifier"_s);
    result.fallback = input.text(u"fallback"_s);
    result.revision = input.text(u"revision"_s);
    result.isDryRun = input.flag(u"dryRun"_s);
    input.text(u"set"_s);
    if (const auto fit = input.checked(); !fit)
        return fit.error();
    return result;
}

} // namespace sm::backups
