// SPDX-License-Identifier: GPL-3.0-or-later
// psql, by its manual page (PostgreSQL 15).
#include "toolflags.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QUrl>

namespace sm::commandline {

using namespace Qt::Literals::StringLiterals;
using Kind = ToolFlag::Kind;

namespace {

const ToolFlags &options()
{
    static const ToolFlags flags = [] {
        ToolFlags made{{u"-h"_s, {u"host"_s, Kind::Text}}, {u"--host"_s, {u"host"_s, Kind::Text}},
            {u"-p"_s, {u"port"_s, Kind::Number}}, {u"--port"_s, {u"port"_s, Kind::Number}},
            {u"-U"_s, {u"user"_s, Kind::Text}}, {u"--username"_s, {u"user"_s, Kind::Text}},
            {u"-d"_s, {u"database"_s, Kind::Text}}, {u"--dbname"_s, {u"database"_s, Kind::Text}},
            {u"-c"_s, {u"statements"_s, Kind::List}}, {u"--command"_s, {u"statements"_s, Kind::List}},
            {u"-f"_s, {u"files"_s, Kind::List}}, {u"--file"_s, {u"files"_s, Kind::List}},
            {u"-v"_s, {u"variables"_s, Kind::List}}, {u"--set"_s, {u"variables"_s, Kind::List}},
            {u"--variable"_s, {u"variables"_s, Kind::List}}, {u"-P"_s, {u"formats"_s, Kind::List}},
            {u"--pset"_s, {u"formats"_s, Kind::List}}, {u"-F"_s, {u"separator"_s, Kind::Text}},
            {u"-o"_s, {u"outputFile"_s, Kind::Text}}, {u"--output"_s, {u"outputFile"_s, Kind::Text}},
            {u"-l"_s, {u"listsDatabases"_s, Kind::Switch}}, {u"--list"_s, {u"listsDatabases"_s, Kind::Switch}},
            {u"-1"_s, {u"isOneTransaction"_s, Kind::Switch}},
            {u"--single-transaction"_s, {u"isOneTransaction"_s, Kind::Switch}}};
        // How the answer looks and what is read at the start: nothing that changes what is done.
        for (const QString &name : {u"-t"_s, u"--tuples-only"_s, u"-A"_s, u"--no-align"_s, u"-q"_s, u"--quiet"_s,
                 u"-X"_s, u"--no-psqlrc"_s, u"-w"_s, u"--no-password"_s, u"-W"_s, u"--password"_s, u"-a"_s, u"-e"_s,
                 u"-E"_s, u"-x"_s, u"--expanded"_s, u"--csv"_s, u"-n"_s, u"-b"_s})
            made.insert(name, {name, Kind::Switch});
        return made;
    }();
    return flags;
}

const ToolFlags &environment()
{
    static const ToolFlags names{{u"PGHOST"_s, {u"host"_s, Kind::Text}}, {u"PGPORT"_s, {u"port"_s, Kind::Number}},
        {u"PGUSER"_s, {u"user"_s, Kind::Text}}, {u"PGDATABASE"_s, {u"database"_s, Kind::Text}},
        {u"PGSSLMODE"_s, {u"sslMode"_s, Kind::Text}}, {u"PGPASSWORD"_s, {u"PGPASSWORD"_s, Kind::Secret}}};
    return names;
}

Word literalWord(const QString &text)
{
    Word word;
    word.parts << WordPart{WordPart::Kind::Literal, text, true, {}, {}, {}};
    return word;
}

/// host=… user=… password=… dbname=… as its parts; the password is a secret.
void splitPairs(ToolReader &reader)
{
    static const QRegularExpression pair(u"(\\w+)\\s*=\\s*('[^']*'|\\S+)"_s);
    QJsonObject &details = reader.command().details;
    const QString text = details.value(u"database"_s).toString();
    if (!text.contains(u'=') || text.contains("://"_L1))
        return;
    details.remove(u"database"_s);
    static const QHash<QString, QString> keys{
        {u"host"_s, u"host"_s}, {u"user"_s, u"user"_s}, {u"dbname"_s, u"database"_s}};
    for (const QRegularExpressionMatch &match : pair.globalMatch(text)) {
        const QString value = match.captured(2).remove(u'\'');
        if (match.captured(1) == "port"_L1)
            details.insert(u"port"_s, value.toInt());
        else if (match.captured(1) == "password"_L1)
            reader.command().secrets.insert(u"PGPASSWORD"_s, literalWord(value));
        else if (keys.contains(match.captured(1)))
            details.insert(keys.value(match.captured(1)), value);
    }
}

/// postgresql://user:password@host:5432/name as its parts; the password is a secret.
void splitUri(ToolReader &reader)
{
    QJsonObject &details = reader.command().details;
    const QUrl url(details.value(u"database"_s).toString());
    if (url.scheme() != u"postgresql"_s && url.scheme() != u"postgres"_s)
        return;
    details.remove(u"database"_s);
    if (!url.host().isEmpty())
        details.insert(u"host"_s, url.host());
    if (url.port() > 0)
        details.insert(u"port"_s, url.port());
    if (!url.userName().isEmpty())
        details.insert(u"user"_s, url.userName());
    if (url.path().size() > 1)
        details.insert(u"database"_s, url.path().mid(1));
    if (!url.password().isEmpty())
        reader.command().secrets.insert(u"PGPASSWORD"_s, literalWord(url.password(QUrl::FullyDecoded)));
}

} // namespace

void readPsql(ToolReader &reader)
{
    ToolCommand &command = reader.command();
    command.kind = ToolCommand::Kind::Psql;
    reader.assignments(environment());
    if (!reader.options(options(), false))
        return;
    const QList<Word> words = reader.words();
    if (words.size() > 2) {
        reader.refuse(
            QCoreApplication::translate("sm::commandline::Tool", "psql takes a database and a user, no more."));
        return;
    }
    if (!words.isEmpty())
        reader.set(u"database"_s, words[0], Kind::Text);
    if (words.size() > 1)
        reader.set(u"user"_s, words[1], Kind::Text);
    splitPairs(reader);
    splitUri(reader);
    reader.redirections();
}

} // namespace sm::commandline
