// SPDX-License-Identifier: GPL-3.0-or-later
#include "databaseline.h"

#include <operations/shellword.h>
#include <postgres/identifier.h>

#include <QUrl>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;
using operations::ShellWords;
using Verb = DatabaseInput::Verb;

namespace {

/// \p address with another database.
QString addressOf(const QString &address, const QString &database)
{
    QUrl url(address);
    url.setPath(u'/' + QString::fromLatin1(QUrl::toPercentEncoding(database)), QUrl::TolerantMode);
    return url.toString(QUrl::FullyEncoded);
}

QString quoted(const QString &name) { return postgres::quoteIdentifier(name).value_or(QString()); }

QString dumpLine(const ShellWords &shell, const DatabaseInput &input, const QString &address)
{
    QStringList words{u"pg_dump"_s, input.isDirectory ? u"--format=directory"_s : u"--format=custom"_s};
    if (input.jobs > 1)
        words << u"--jobs=%1"_s.arg(input.jobs);
    if (!input.compression.isEmpty())
        words << shell.word(u"--compress="_s + input.compression);
    words << shell.word(u"--file="_s + input.asset + u".dump"_s) << shell.word(u"--dbname="_s + address);
    return words.join(u' ');
}

QString restoreLine(const ShellWords &shell, const DatabaseInput &input, const QString &address)
{
    const QString create = u"CREATE DATABASE "_s + quoted(input.into) + u" TEMPLATE template0"_s;
    return u"psql -X -c %1 %2 && pg_restore --exit-on-error --jobs=%3 --dbname=%4 -- %5"_s.arg(shell.word(create),
        shell.word(address), QString::number(input.jobs), shell.word(addressOf(address, input.into)),
        shell.word(input.asset + u".dump"_s));
}

} // namespace

QString databaseLine(const DatabaseInput &input, const QString &address)
{
    const ShellWords shell;
    switch (input.verb) {
    case Verb::Dump:
        return dumpLine(shell, input, address);
    case Verb::Restore:
        return restoreLine(shell, input, address);
    case Verb::Compare:
        return u"# counts and checksums of all tables of "_s + shell.word(addressOf(address, input.into));
    case Verb::Query:
        return u"psql -X -c %1 %2"_s.arg(shell.word(input.statement.sql), shell.word(addressOf(address, input.into)));
    case Verb::Drop:
        break;
    }
    return u"psql -X -c %1 %2"_s.arg(shell.word(u"DROP DATABASE "_s + quoted(input.into)), shell.word(address));
}

} // namespace sm::backups
