// SPDX-License-Identifier: GPL-3.0-or-later
#include "postgreserror.h"

#include <QCoreApplication>
#include <QHash>
#include <QRegularExpression>

#include <libpq-fe.h>

namespace sm::postgres {

using Kind = Error::Kind;
using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::postgres::Error", text); }

/// "COPY items, line 3, column id: …", whose words the server may translate.
int copyLineIn(const QString &context)
{
    static const QRegularExpression form(u"^COPY [^\\n]*?, \\S+ (\\d+)"_s);
    return form.match(context).captured(1).toInt();
}

QString field(const PGresult &result, int code) { return QString::fromUtf8(PQresultErrorField(&result, code)); }

const QHash<QString, Kind> &kindsOfStates()
{
    static const QHash<QString, Kind> kinds{
        {u"25006"_s, Kind::Denied}, // read_only_sql_transaction
        {u"3D000"_s, Kind::NotFound}, // invalid_catalog_name
        {u"42501"_s, Kind::Denied}, // insufficient_privilege
        {u"42P04"_s, Kind::Conflict}, // duplicate_database
        {u"42P06"_s, Kind::Conflict}, // duplicate_schema
        {u"42P07"_s, Kind::Conflict}, // duplicate_table
        {u"42710"_s, Kind::Conflict}, // duplicate_object
        {u"53100"_s, Kind::Internal}, // disk_full
        {u"55000"_s, Kind::Invalid}, // object_not_in_prerequisite_state
        {u"57014"_s, Kind::Conflict}, // query_canceled, and not by us
        {u"57P03"_s, Kind::Throttled}, // cannot_connect_now
    };
    return kinds;
}

const QHash<QString, Kind> &kindsOfClasses()
{
    static const QHash<QString, Kind> kinds{
        {u"08"_s, Kind::Network}, {u"0A"_s, Kind::Invalid}, // feature not supported
        {u"0L"_s, Kind::Denied}, // invalid grantor
        {u"0P"_s, Kind::Invalid}, // invalid role
        {u"21"_s, Kind::Invalid}, // cardinality
        {u"22"_s, Kind::Invalid}, // data
        {u"23"_s, Kind::Conflict}, // integrity constraint
        {u"25"_s, Kind::Invalid}, // transaction state
        {u"28"_s, Kind::Denied}, // authorization
        {u"2B"_s, Kind::Conflict}, // dependent objects exist
        {u"3F"_s, Kind::NotFound}, // schema name
        {u"40"_s, Kind::Conflict}, // transaction rollback
        {u"42"_s, Kind::Invalid}, // syntax, or a rule of access
        {u"44"_s, Kind::Conflict}, // WITH CHECK OPTION
        {u"53"_s, Kind::Throttled}, // insufficient resources
        {u"54"_s, Kind::Invalid}, // program limit exceeded
        {u"55"_s, Kind::Conflict}, // object in use, lock not available
        {u"57"_s, Kind::Network}, // operator intervention: shutting down
        {u"P0"_s, Kind::Invalid}, // raised by a function
    };
    return kinds;
}

/// A refused value is quoted by the server ("invalid input syntax for type integer: "…""); it may be a secret.
QString withoutValues(QString words, const Refused &refused)
{
    constexpr qsizetype telling = 6; // shorter ones would be found in plain words
    const QStringList &values = refused.parameters;
    if (refused.isCopy)
        words = words.left(words.indexOf(u": \""));
    for (qsizetype i = 0; i < values.size(); ++i) {
        const QString name = u"$%1"_s.arg(i + 1);
        words.replace(u"\"%1\""_s.arg(values[i]), name);
        if (values[i].size() >= telling)
            words.replace(values[i], name);
    }
    return words;
}

/// "line 3, column 14"; empty when it is nowhere.
QString place(const Refusal &refusal, const Refused &refused)
{
    if (refusal.copyLine > 0)
        return tr("line %1 of the data").arg(refusal.copyLine);
    qsizetype characters = refusal.position - 1 - refused.prefix;
    if (refusal.position == 0 || characters < 0)
        return {};
    int line = 1;
    int column = 1;
    for (qsizetype i = 0; i < refused.sql.size() && characters > 0; ++i) {
        const QChar c = refused.sql[i];
        if (c.isLowSurrogate()) // counted with its other half
            continue;
        --characters;
        ++column;
        if (c == u'\n') {
            ++line;
            column = 1;
        }
    }
    return tr("line %1, column %2").arg(line).arg(column);
}

const char *sentenceOf(QStringView state, Kind kind)
{
    if (state == u"25006")
        return QT_TRANSLATE_NOOP("sm::postgres::Error",
            "Nothing was changed: this was run as a read, and it would write. Run it as a change. (%1)");
    if (state.startsWith(u"28"))
        return QT_TRANSLATE_NOOP(
            "sm::postgres::Error", "The database refuses the sign-in: %1. Check user name, password and database.");
    if (state == u"57014")
        return QT_TRANSLATE_NOOP("sm::postgres::Error", "Somebody stopped the statement on the server: %1. Try again.");
    switch (kind) {
    case Kind::Denied:
        return QT_TRANSLATE_NOOP("sm::postgres::Error",
            "The database user may not do this: %1. Ask for the right, or sign in as another user.");
    case Kind::NotFound:
        return QT_TRANSLATE_NOOP("sm::postgres::Error", "This is not there: %1. Check the name.");
    case Kind::Conflict:
        return QT_TRANSLATE_NOOP(
            "sm::postgres::Error", "What is in the database now stands against this: %1. Look at it, then try again.");
    case Kind::Throttled:
        return QT_TRANSLATE_NOOP("sm::postgres::Error", "The database has no room now: %1. Try again later.");
    case Kind::Network:
        return QT_TRANSLATE_NOOP("sm::postgres::Error", "The database ended the connection: %1. Connect again.");
    case Kind::Invalid:
        return QT_TRANSLATE_NOOP("sm::postgres::Error", "The database can not run this: %1. Correct the statement.");
    default:
        return QT_TRANSLATE_NOOP("sm::postgres::Error", "The database reports: %1. Ask its administrator.");
    }
}

} // namespace

Refusal Refusal::of(const PGresult &result)
{
    Refusal refusal;
    refusal.sqlState = field(result, PG_DIAG_SQLSTATE);
    refusal.words = field(result, PG_DIAG_MESSAGE_PRIMARY);
    refusal.hint = field(result, PG_DIAG_MESSAGE_HINT);
    refusal.position = field(result, PG_DIAG_STATEMENT_POSITION).toInt();
    refusal.copyLine = copyLineIn(field(result, PG_DIAG_CONTEXT));
    const QString severity = field(result, PG_DIAG_SEVERITY_NONLOCALIZED);
    refusal.isFatal = severity == u"FATAL" || severity == u"PANIC";
    return refusal;
}

Kind kindOf(QStringView sqlState)
{
    const auto exact = kindsOfStates().constFind(sqlState.toString());
    if (exact != kindsOfStates().constEnd())
        return *exact;
    return kindsOfClasses().value(sqlState.left(2).toString(), Kind::Internal);
}

Error errorOf(const Refusal &refusal, const Refused &refused)
{
    if (refusal.sqlState.isEmpty())
        return connectionLost();
    QString words = withoutValues(refusal.words, refused);
    const QString where = place(refusal, refused);
    if (!where.isEmpty())
        words = tr("%1, at %2").arg(words, where);
    const Kind kind = kindOf(refusal.sqlState);
    QString message = tr(sentenceOf(refusal.sqlState, kind)).arg(words);
    if (!refusal.hint.isEmpty())
        message += u' ' + withoutValues(refusal.hint, refused);
    return Error(kind, message).withCode(refusal.sqlState);
}

Error connectionLost()
{
    return Error(Kind::Network, tr("The connection to the database broke. Connect again.")).withCode(u"Broken"_s);
}

} // namespace sm::postgres
