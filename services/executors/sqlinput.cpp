// SPDX-License-Identifier: GPL-3.0-or-later
#include "sqlinput.h"

#include "boundsql.h"
#include "input.h"
#include "secretvalues.h"
#include "steppassword.h"

#include <postgres/statementkind.h>
#include <store/capturebytes.h>

#include <QCoreApplication>
#include <QFileInfo>

namespace sm::executors {

using namespace Qt::Literals::StringLiterals;
using postgres::CopyFormat;
using postgres::StatementKind;
using Verb = SqlInput::Verb;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::executors::Sql", text); }

const QHash<QString, Verb> &verbs()
{
    static const QHash<QString, Verb> all{{u"sql:query"_s, Verb::Query}, {u"sql:execute"_s, Verb::Execute},
        {u"sql:copy-out"_s, Verb::CopyOut}, {u"sql:copy-in"_s, Verb::CopyIn}, {u"sql:put-back"_s, Verb::PutBack}};
    return all;
}

QStringList membersOf(Verb verb)
{
    const QStringList common{u"database"_s, u"password"_s};
    switch (verb) {
    case Verb::Query:
        return common + QStringList{u"statement"_s, u"parameters"_s, u"rows"_s};
    case Verb::Execute:
        return common + QStringList{u"statement"_s, u"parameters"_s, u"capture"_s, u"atMost"_s, u"matched"_s};
    case Verb::CopyOut:
        return common + QStringList{u"statement"_s, u"table"_s, u"file"_s, u"format"_s};
    case Verb::CopyIn:
        return common + QStringList{u"table"_s, u"columns"_s, u"file"_s, u"format"_s, u"matched"_s};
    case Verb::PutBack:
        break;
    }
    return common + QStringList{u"table"_s, u"matched"_s};
}

/// Each parameter has to have a value, and each value a parameter: the server would refuse the rest.
void readParameters(Input &input, const Step &step, SqlInput &result)
{
    const QJsonValue given = input.value(u"parameters"_s);
    if (!given.isUndefined() && !given.isNull() && !given.isArray())
        input.refuse(u"parameters"_s, tr("has to be a list"));
    result.statement.parameters = withSecretsPutIn(given, step.operation.secrets).toArray();
    const bool isDeferred = given.isNull() && !input.isComplete();
    const int highest = highestParameter(result.statement.sql);
    if (!isDeferred && highest != result.statement.parameters.size())
        input.refuse(u"parameters"_s,
            tr("has %1 values, and the statement takes %2").arg(result.statement.parameters.size()).arg(highest));
}

void readStatement(Input &input, const Step &step, SqlInput &result)
{
    result.statement.sql = input.requiredText(u"statement"_s);
    readParameters(input, step, result);
    if (step.timeout.count() > 0)
        result.statement.limit = step.timeout;
}

void readCapture(Input &input, SqlInput &result)
{
    const QJsonValue given = input.value(u"capture"_s);
    const bool isWanted = given.isUndefined() ? result.change && !result.change->condition.isEmpty()
                                              : given.toBool() || given.isString();
    if (!given.isUndefined() && !given.isBool() && !given.isString())
        input.refuse(u"capture"_s, tr("has to be true, false or a SELECT"));
    else if (isWanted && !result.change)
        input.refuse(u"capture"_s,
            tr("works with a DELETE or UPDATE of one table alone, without RETURNING, USING or FROM; leave it out"));
    else if (given.isString() && !isSameSql(given.toString(), result.change->written))
        input.refuse(u"capture"_s,
            tr("has to read the rows that the statement changes: “%1”; or leave it out, for that is the default")
                .arg(result.change->written.simplified()));
    result.keepsRows = isWanted;
}

void readTable(Input &input, SqlInput &result)
{
    const QString table = input.requiredText(u"table"_s);
    result.table = tableNameOf(table);
    if (!table.isEmpty() && !result.table)
        input.refuse(u"table"_s, tr("is not the name of a table; write name or schema.name"));
}

void readFile(Input &input, SqlInput &result)
{
    const QString file = input.requiredText(u"file"_s);
    result.file = file.isEmpty() ? QString() : QFileInfo(file).absoluteFilePath();
    const QString format = input.text(u"format"_s);
    if (format == "text"_L1)
        result.format = CopyFormat::Text;
    else if (format == "binary"_L1)
        result.format = CopyFormat::Binary;
    else if (!format.isEmpty() && format != "csv"_L1)
        input.refuse(u"format"_s, tr("has to be csv, text or binary"));
}

void readCopyOut(Input &input, SqlInput &result)
{
    readFile(input, result);
    result.statement.sql = input.text(u"statement"_s);
    const bool hasTable = !input.value(u"table"_s).isUndefined();
    if (hasTable != result.statement.sql.isEmpty())
        input.refuse(u"statement"_s, tr("or “table” has to be there, and not both"));
    if (!hasTable)
        return;
    readTable(input, result);
    if (result.table)
        result.statement.sql = u"TABLE "_s + result.table->quoted().value_or(QString());
}

void readMatched(Input &input, SqlInput &result)
{
    result.matched = input.object(u"matched"_s);
    if (!result.kept())
        input.refuse(u"matched"_s, tr("has to name what was kept"));
}

void readCopyIn(Input &input, SqlInput &result)
{
    readTable(input, result);
    result.columns = input.texts(u"columns"_s);
    if (input.value(u"matched"_s).isUndefined())
        readFile(input, result);
    else
        readMatched(input, result);
}

void readVerb(Input &input, const Step &step, SqlInput &result)
{
    switch (result.verb) {
    case Verb::Query:
        readStatement(input, step, result);
        result.statement.maxRows = input.number(u"rows"_s).value_or(int(result.statement.maxRows));
        break;
    case Verb::Execute:
        readStatement(input, step, result);
        result.change = rowChangeOf(result.statement.sql);
        result.atMost = input.number(u"atMost"_s);
        result.matched = input.object(u"matched"_s);
        readCapture(input, result);
        break;
    case Verb::CopyOut:
        readCopyOut(input, result);
        break;
    case Verb::CopyIn:
        readCopyIn(input, result);
        break;
    case Verb::PutBack:
        readTable(input, result);
        readMatched(input, result);
        break;
    }
}

Error invalid(const QString &message) { return Error(Error::Kind::Invalid, message).withCode(u"Input"_s); }

Result<void> isFit(const SqlInput &input)
{
    if (input.verb == Verb::CopyIn || input.verb == Verb::PutBack)
        return ok();
    const Result<StatementKind> kind = StatementKind::of(input.statement.sql);
    if (!kind)
        return kind.error();
    if (kind->isTransactionControl() || kind->keyword() == "COPY"_L1)
        return invalid(tr("%1 is no statement for a step: each step is a transaction of its own, and data moves by "
                          "sql:copy-in and sql:copy-out.")
                .arg(kind->keyword()));
    if (kind->isRead() == (input.verb == Verb::Execute))
        return invalid(kind->isRead() ? tr("This statement only reads. Use sql:query.")
                                      : tr("This statement may change the database. Use sql:execute."));
    return ok();
}

} // namespace

QStringList secretMembersOfSql() { return {u"parameters"_s}; }

std::optional<store::CaptureId> SqlInput::kept() const { return store::captureIdOf(matched.value(u"capture"_s)); }

QStringList SqlInput::key() const
{
    QStringList names;
    const QJsonArray given = matched.value(u"key"_s).toArray();
    for (const QJsonValue name : given)
        names << name.toString();
    return names;
}

Result<SqlInput> sqlInput(const Step &step)
{
    const auto verb = verbs().constFind(step.operation.uses);
    if (verb == verbs().constEnd())
        return invalid(
            tr("“%1” is not known. Use sql:query, sql:execute, sql:copy-out or sql:copy-in.").arg(step.operation.uses));
    Input input(step, membersOf(*verb));
    SqlInput result;
    result.verb = *verb;
    result.database = input.requiredText(u"database"_s);
    result.password = passwordOf(step);
    readVerb(input, step, result);
    if (const auto fit = input.checked(); !fit)
        return fit.error();
    if (const auto fit = isFit(result); !fit)
        return fit.error();
    return result;
}

} // namespace sm::executors
