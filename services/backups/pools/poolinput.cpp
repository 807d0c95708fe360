// SPDX-License-Identifier: GPL-3.0-or-later
#include "poolinput.h"

#include <executors/input.h>
#include <store/capturebytes.h>

#include <QCoreApplication>
#include <QHash>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;
using executors::Input;
using Verb = PoolInput::Verb;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::backups::Pools", text); }

struct Form
{
    Verb verb;
    QStringList members;
};

const QHash<QString, Form> &forms()
{
    static const QStringList chosen{u"asset"_s, u"backup"_s};
    static const QHash<QString, Form> all{
        {u"pool:export"_s, {Verb::Export, {u"asset"_s, u"set"_s, u"pool"_s}}},
        {u"pool:import"_s, {Verb::Import, chosen + QStringList{u"pool"_s}}},
        {u"pool:compare"_s, {Verb::Compare, chosen + QStringList{u"pool"_s}}},
        {u"pool:create-scratch"_s, {Verb::CreateScratch, chosen + QStringList{u"name"_s}}},
        {u"pool:delete-scratch"_s, {Verb::DeleteScratch, {u"pool"_s}}},
        {u"pool:remove-imported"_s, {Verb::RemoveImported, chosen + QStringList{u"pool"_s, u"made"_s}}},
    };
    return all;
}

} // namespace

Result<PoolInput> poolInput(const Step &step)
{
    const auto form = forms().constFind(step.operation.uses);
    if (form == forms().constEnd())
        return Error(Error::Kind::Invalid,
            tr("“%1” is not known. Use pool:export, pool:import, pool:compare, pool:create-scratch or "
               "pool:delete-scratch.")
                .arg(step.operation.uses))
            .withCode(u"Input"_s);
    Input input(step, form->members);
    PoolInput result;
    result.verb = form->verb;
    const auto text = [&](const QString &member) {
        return form->members.contains(member) ? input.requiredText(member) : QString();
    };
    result.asset = text(u"asset"_s);
    result.backup = text(u"backup"_s);
    result.pool = text(u"pool"_s);
    result.name = text(u"name"_s);
    if (form->members.contains(u"set"_s))
        input.text(u"set"_s);
    result.made = store::captureIdOf(input.value(u"made"_s));
    if (result.verb == Verb::RemoveImported && !result.made)
        input.refuse(u"made"_s, tr("has to name what an import made: {sha256, bytes}"));
    if (const auto fit = input.checked(); !fit)
        return fit.error();
    return result;
}

} // namespace sm::backups
