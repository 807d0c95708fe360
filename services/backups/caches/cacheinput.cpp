// SPDX-License-Identifier: GPL-3.0-or-later
#include "cacheinput.h"

#include <executors/input.h>
#include <executors/steppassword.h>

#include <QCoreApplication>
#include <QHash>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;
using executors::Input;
using Verb = CacheInput::Verb;

namespace {

struct Form
{
    Verb verb;
    QStringList members;
};

const QHash<QString, Form> &forms()
{
    static const QStringList chosen{u"asset"_s, u"backup"_s, u"cache"_s, u"password"_s, u"prefix"_s};
    static const QHash<QString, Form> all{
        {u"cache:dump"_s, {Verb::Dump, {u"asset"_s, u"set"_s, u"cache"_s, u"password"_s, u"pattern"_s, u"atMost"_s}}},
        {u"cache:load"_s, {Verb::Load, chosen + QStringList{u"replace"_s}}},
        {u"cache:compare"_s, {Verb::Compare, chosen}},
        {u"cache:delete-loaded"_s, {Verb::DeleteLoaded, chosen}},
    };
    return all;
}

void readDump(Input &input, CacheInput &result)
{
    input.text(u"set"_s);
    result.pattern = input.requiredText(u"pattern"_s).toUtf8();
    result.atMost = input.number(u"atMost"_s).value_or(result.atMost);
}

void readChosen(Input &input, const Step &step, CacheInput &result)
{
    const bool needsPrefix = result.verb == Verb::DeleteLoaded && step.undoes == 0;
    result.backup = input.requiredText(u"backup"_s);
    result.prefix = (needsPrefix ? input.requiredText(u"prefix"_s) : input.text(u"prefix"_s)).toUtf8();
    result.replaces = input.flag(u"replace"_s);
}

} // namespace

Result<CacheInput> cacheInput(const Step &step)
{
    const auto form = forms().constFind(step.operation.uses);
    if (form == forms().constEnd())
        return Error(Error::Kind::Invalid,
            QCoreApplication::translate("sm::backups::Caches",
                "“%1” is not known. Use cache:dump, cache:load, cache:compare or cache:delete-loaded.")
                .arg(step.operation.uses))
            .withCode(u"Input"_s);
    Input input(step, form->members);
    CacheInput result;
    result.verb = form->verb;
    result.asset = input.requiredText(u"asset"_s);
    result.cache = input.requiredText(u"cache"_s);
    result.password = executors::passwordOf(step);
    if (result.verb == Verb::Dump)
        readDump(input, result);
    else
        readChosen(input, step, result);
    if (const auto fit = input.checked(); !fit)
        return fit.error();
    return result;
}

} // namespace sm::backups
