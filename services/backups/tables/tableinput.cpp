// SPDX-License-Identifier: GPL-3.0-or-later
#include "tableinput.h"

#include "selectstatement.h"

#include <executors/input.h>

#include <QCoreApplication>
#include <QHash>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;
using executors::Input;
using Verb = TableInput::Verb;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::backups::Tables", text); }

struct Kind
{
    QLatin1String name;
    Verb verb;
    QStringList members;
};

const QList<Kind> &kinds()
{
    static const QList<Kind> known{
        {"settings"_L1, Verb::Settings, {u"table"_s}},
        {"compare-settings"_L1, Verb::CompareSettings, {u"table"_s, u"settings"_s}},
        {"count"_L1, Verb::Count, {u"table"_s, u"capacity"_s}},
        {"compare"_L1, Verb::Compare, {u"table"_s, u"copy"_s, u"mode"_s, u"sample"_s, u"capacity"_s, u"tolerance"_s}},
        {"query"_L1, Verb::Query, {u"table"_s, u"statement"_s, u"parameters"_s, u"rows"_s}},
        {"verify-export"_L1, Verb::VerifyExport, {u"export"_s, u"folder"_s}},
        {"delete-restored"_L1, Verb::DeleteRestored, {u"table"_s, u"source"_s}},
    };
    return known;
}

const Kind *kindOf(const Step &step)
{
    const QString name = step.operation.uses.section(u':', 1);
    for (const Kind &each : kinds()) {
        if (each.name == name)
            return &each;
    }
    return nullptr;
}

Error unknown(const Step &step)
{
    QStringList names;
    for (const Kind &each : kinds())
        names << u"table:"_s + each.name;
    return Error(
        Error::Kind::Invalid, tr("“%1” is not known. Use one of %2.").arg(step.operation.uses, names.join(u", "_s)))
        .withCode(u"Input"_s);
}

void readComparison(TableInput &table, Input &input)
{
    table.copy = input.requiredText(u"copy"_s);
    const QString mode = input.text(u"mode"_s);
    if (!mode.isEmpty() && mode != "full"_L1 && mode != "sample"_L1)
        input.refuse(u"mode"_s, tr("has to be “full” or “sample”"));
    table.isSample = mode == "sample"_L1;
    table.sample = input.number(u"sample"_s).value_or(table.sample);
    if (table.sample < 1)
        input.refuse(u"sample"_s, tr("has to be 1 or more"));
    const QJsonValue tolerance = input.value(u"tolerance"_s);
    table.tolerance = tolerance.toDouble();
    const bool isGiven = !tolerance.isUndefined() && !tolerance.isNull();
    if (isGiven && (!tolerance.isDouble() || table.tolerance < 0 || table.tolerance > 100))
        input.refuse(u"tolerance"_s, tr("has to be a number from 0 to 100, percent of the items"));
    if (!table.copy.isEmpty() && table.copy == table.table)
        input.refuse(u"copy"_s, tr("has to be another table"));
}

void readQuery(TableInput &table, Input &input)
{
    table.statement = input.requiredText(u"statement"_s);
    const QJsonValue parameters = input.value(u"parameters"_s);
    if (!parameters.isUndefined() && !parameters.isNull() && !parameters.isArray())
        input.refuse(u"parameters"_s, tr("has to be a list of values"));
    table.parameters = parameters.toArray();
    table.rows = input.number(u"rows"_s).value_or(table.rows);
}

void read(TableInput &table, Input &input)
{
    if (table.verb == Verb::VerifyExport) {
        table.exportArn = input.requiredText(u"export"_s);
        table.folder = input.text(u"folder"_s);
        return;
    }
    table.table = input.requiredText(u"table"_s);
    table.capacity = input.number(u"capacity"_s).value_or(0);
    if (table.verb == Verb::CompareSettings) {
        table.settings = input.object(u"settings"_s);
        if (table.settings.isEmpty() && input.isComplete())
            input.refuse(u"settings"_s, tr("is missing"));
    }
    if (table.verb == Verb::Compare)
        readComparison(table, input);
    if (table.verb == Verb::Query)
        readQuery(table, input);
    if (table.verb == Verb::DeleteRestored)
        table.source = input.requiredText(u"source"_s);
}

} // namespace

Result<TableInput> tableInput(const Step &step)
{
    const Kind *const kind = kindOf(step);
    if (!kind)
        return unknown(step);
    Input input(step, kind->members);
    TableInput table;
    table.verb = kind->verb;
    read(table, input);
    if (const auto fit = input.checked(); !fit)
        return fit.error();
    if (table.verb == Verb::Query && input.isComplete()) {
        if (const auto statement = selectOn(table.statement, table.table); !statement)
            return statement.error();
    }
    return table;
}

} // namespace sm::backups
