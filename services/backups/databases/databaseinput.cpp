// SPDX-License-Identifier: GPL-3.0-or-later
#include "databaseinput.h"

#include <executors/boundsql.h>
#include <executors/input.h>
#include <executors/secretvalues.h>
#include <executors/steppassword.h>
#include <keeping/keeping.h>
#include <postgres/identifier.h>
#include <postgres/statementkind.h>

#include <QCoreApplication>
#include <QRegularExpression>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;
using executors::Input;
using Verb = DatabaseInput::Verb;

namespace {

constexpr int mostJobs = 64;

QString tr(const char *text) { return QCoreApplication::translate("sm::backups::Database", text); }

const QHash<QString, Verb> &verbs()
{
    static const QHash<QString, Verb> all{{u"database:dump"_s, Verb::Dump}, {u"database:restore"_s, Verb::Restore},
        {u"database:compare"_s, Verb::Compare}, {u"database:query"_s, Verb::Query},
        {u"database:drop-restored"_s, Verb::Drop}};
    return all;
}

QStringList membersOf(Verb verb)
{
    const QStringList common{u"database"_s, u"password"_s};
    const QStringList restored = common + QStringList{u"into"_s};
    switch (verb) {
    case Verb::Dump:
        return common
            + QStringList{
                u"asset"_s, u"set"_s, u"format"_s, u"jobs"_s, u"compression"_s, u"fingerprint"_s, u"probes"_s};
    case Verb::Restore:
        return restored + QStringList{u"asset"_s, u"backup"_s, u"jobs"_s, u"overwrite"_s};
    case Verb::Compare:
        return restored + QStringList{u"asset"_s, u"backup"_s};
    case Verb::Query:
        return restored + QStringList{u"statement"_s, u"parameters"_s};
    case Verb::Drop:
        break;
    }
    return restored;
}

void readJobs(Input &input, DatabaseInput &result)
{
    result.jobs = input.number(u"jobs"_s).value_or(1);
    if (input.isComplete() && (result.jobs < 1 || result.jobs > mostJobs))
        input.refuse(u"jobs"_s, tr("has to be from 1 to %1").arg(mostJobs));
}

void readCompression(Input &input, DatabaseInput &result)
{
    static const QRegularExpression known(u"\\A(?:[0-9]|none|(?:gzip|lz4|zstd)(?::[0-9]{1,2})?)\\z"_s);
    result.compression = input.text(u"compression"_s);
    if (!result.compression.isEmpty() && !known.match(result.compression).hasMatch())
        input.refuse(u"compression"_s, tr("has to be 0 to 9, lz4 or zstd:LEVEL"));
}

void readDump(Input &input, DatabaseInput &result)
{
    result.asset = input.requiredText(u"asset"_s);
    result.set = input.text(u"set"_s);
    const QString format = input.text(u"format"_s);
    result.isDirectory = format == "directory"_L1;
    if (!format.isEmpty() && format != "custom"_L1 && !result.isDirectory)
        input.refuse(u"format"_s, tr("has to be custom or directory"));
    readJobs(input, result);
    if (result.jobs > 1 && !result.isDirectory && input.isComplete())
        input.refuse(u"jobs"_s, tr("more than 1 needs the format “directory”"));
    readCompression(input, result);
    refuseUnlessAnswers(input);
    result.fingerprint = input.flag(u"fingerprint"_s);
}

void readInto(Input &input, DatabaseInput &result)
{
    static const QStringList reserved{u"postgres"_s, u"template0"_s, u"template1"_s};
    result.into = result.verb == Verb::Query ? input.text(u"into"_s) : input.requiredText(u"into"_s);
    if (!result.into.isEmpty() && !postgres::quoteIdentifier(result.into))
        input.refuse(u"into"_s, tr("is no name for a database; write one of at most 63 bytes"));
    if (reserved.contains(result.into) && result.verb != Verb::Query && result.verb != Verb::Compare)
        input.refuse(u"into"_s, tr("is a database that the server itself needs; choose another name"));
}

void readChosen(Input &input, DatabaseInput &result)
{
    result.asset = input.requiredText(u"asset"_s);
    result.backup = input.requiredText(u"backup"_s);
}

/// Each parameter has to have a value, and each value a parameter: the server would refuse the rest.
void readStatement(Input &input, const Step &step, DatabaseInput &result)
{
    result.statement.sql = input.requiredText(u"statement"_s);
    const QJsonValue given = input.value(u"parameters"_s);
    if (!given.isUndefined() && !given.isNull() && !given.isArray())
        input.refuse(u"parameters"_s, tr("has to be a list"));
    result.statement.parameters = executors::withSecretsPutIn(given, step.operation.secrets).toArray();
    const int highest = executors::highestParameter(result.statement.sql);
    if (input.isComplete() && highest != result.statement.parameters.size())
        input.refuse(u"parameters"_s,
            tr("has %1 values, and the statement takes %2").arg(result.statement.parameters.size()).arg(highest));
    if (step.timeout.count() > 0)
        result.statement.limit = step.timeout;
}

void readVerb(Input &input, const Step &step, DatabaseInput &result)
{
    if (result.verb == Verb::Dump)
        return readDump(input, result);
    readInto(input, result);
    if (result.verb == Verb::Restore || result.verb == Verb::Compare)
        readChosen(input, result);
    if (result.verb == Verb::Restore) {
        readJobs(input, result);
        result.overwrite = input.flag(u"overwrite"_s);
    }
    if (result.verb == Verb::Query)
        readStatement(input, step, result);
}

Error invalid(const QString &message) { return Error(Error::Kind::Invalid, message).withCode(u"Input"_s); }

} // namespace

Result<DatabaseInput> databaseInput(const Step &step)
{
    const auto verb = verbs().constFind(step.operation.uses);
    if (verb == verbs().constEnd())
        return invalid(tr("“%1” is not known. Use database:dump, database:restore, database:compare, database:query or "
                          "database:drop-restored.")
                .arg(step.operation.uses));
    Input input(step, membersOf(*verb));
    DatabaseInput result;
    result.verb = *verb;
    result.database = input.requiredText(u"database"_s);
    result.password = executors::passwordOf(step);
    readVerb(input, step, result);
    if (const auto fit = input.checked(); !fit)
        return fit.error();
    if (result.verb != Verb::Query)
        return result;
    const Result<postgres::StatementKind> kind = postgres::StatementKind::of(result.statement.sql);
    if (!kind)
        return kind.error();
    if (!kind->isRead())
        return invalid(tr("database:query only reads, and this statement may change the database."));
    return result;
}

} // namespace sm::backups
