// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules.h"

#include <QUrl>

using namespace Qt::Literals::StringLiterals;

namespace sm::lint {

namespace {

bool isRedis(const Command &command) { return command.program == "redis-cli"_L1 || command.program == "valkey-cli"_L1; }

bool hasWord(const Command &command, const QStringList &names)
{
    return std::any_of(command.words.begin(), command.words.end(),
        [&names](const QString &word) { return names.contains(word.toLower()); });
}

void reportFlush(const Page &page, Report &report)
{
    for (const Command &command : page.commands) {
        if (isRedis(command) && hasWord(command, {u"flushdb"_s, u"flushall"_s}))
            report.add(command.line,
                tr("It deletes every key, those of others too, and nothing brings them back: the load then falls on "
                   "what "
                   "is behind the cache."),
                tr("Delete by pattern with --scan and UNLINK in batches, or let the keys expire."));
    }
}

void reportDeleteMatching(const Page &page, Report &report)
{
    for (const Command &command : page.commands) {
        const Command *start = page.startOfPipe(command);
        const bool isFed = command.use.takesMoreWords || !command.use.standIn.isEmpty();
        if (!isRedis(command) || !isFed || !isRedis(*start) || start == &command
            || !hasWord(command, {u"del"_s, u"unlink"_s}))
            continue;
        const bool claims = says(start->comment, u"expired?|stale|old|outdated"_s);
        report.add(start->line,
            claims ? tr("It says “%1”, but it deletes every key that matches, whatever its age: Redis removes expired "
                        "keys itself.")
                         .arg(start->comment)
                   : tr("It deletes every key that matches, and nothing brings them back."),
            claims ? tr("Leave it out.") : tr("Look at the TTL and the number of keys first; UNLINK in batches."));
    }
}

/// Names that are reached without a network.
bool isLocal(const QString &host) { return host == "localhost"_L1 || host.startsWith("127."_L1) || host == "[::1]"_L1; }

void reportPlainRedis(const Page &page, Report &report)
{
    static const QRegularExpression url(u"\\bredis://(?:[^@\\s\"']*@)?([^:/\\s\"']+)"_s);
    const QStringList &lines = page.document.source.lines;
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QRegularExpressionMatch match = url.match(lines.at(i));
        if (match.hasMatch() && !isLocal(match.captured(1)))
            report.add(static_cast<int>(i) + 1, tr("redis:// sends everything in clear, the password too."),
                tr("rediss:// (TLS)."));
    }
}

/// Statements of SQL with the line on which they begin.
struct Sql
{
    QString text;
    int line;
};

void split(const QString &text, int line, QList<Sql> &statements)
{
    static const QRegularExpression comment(u"--[^\\n]*"_s);
    QString plain = text;
    plain.replace(comment, u""_s);
    for (const QString &part : plain.split(u';')) {
        const qsizetype blanks = part.size() - part.trimmed().size();
        const qsizetype leading = part.indexOf(part.trimmed());
        if (part.size() > blanks)
            statements.append({part.trimmed(), line + static_cast<int>(part.left(leading).count(u'\n'))});
        line += static_cast<int>(part.count(u'\n'));
    }
}

QList<Sql> sqlOf(const Page &page)
{
    QList<Sql> statements;
    for (const markdown::Block &block : page.document.blocks) {
        if (block.kind == markdown::Block::Kind::Code && block.info.startsWith("sql"_L1, Qt::CaseInsensitive))
            split(block.text, block.textLine, statements);
    }
    for (const Command &command : page.commands) {
        const qsizetype option = std::max(command.words.indexOf(u"-c"_s), command.words.indexOf(u"-e"_s));
        if ((command.program == "psql"_L1 || command.program == "mysql"_L1) && option > 0
            && option + 1 < command.words.size())
            split(command.words.at(option + 1), command.use.words.at(option + 1).place.line, statements);
    }
    return statements;
}

void reportDangerousSql(const Page &page, Report &report)
{
    static const auto option = QRegularExpression::CaseInsensitiveOption;
    static const QRegularExpression changes(u"^(DELETE\\s+FROM|UPDATE)\\s+(\\S+)"_s, option);
    static const QRegularExpression destroys(u"^(DROP|TRUNCATE)\\b"_s, option);
    static const QRegularExpression locks(u"^VACUUM\\s*(\\(?[^)]*\\b)?FULL\\b"_s, option);
    for (const Sql &sql : sqlOf(page)) {
        const QRegularExpressionMatch change = changes.match(sql.text);
        if (change.hasMatch() && !says(sql.text, u"WHERE"_s))
            report.add(Finding::Severity::Error, sql.line,
                tr("Without WHERE it changes every row of %1.").arg(change.captured(2)),
                tr("Name the rows, and look at them with SELECT first."));
        else if (destroys.match(sql.text).hasMatch())
            report.add(sql.line, tr("Nothing brings back what it removes."), tr("Take a backup of it first."));
        else if (locks.match(sql.text).hasMatch())
            report.add(
                sql.line, tr("VACUUM FULL locks the table until it has been written anew."), tr("VACUUM (ANALYZE)"));
    }
}

} // namespace

QList<Rule> storeRules()
{
    return {{u"redis-flush"_s, Finding::Severity::Error, reportFlush},
        {u"redis-delete-matching"_s, Finding::Severity::Error, reportDeleteMatching},
        {u"redis-plaintext"_s, Finding::Severity::Warning, reportPlainRedis},
        {u"sql-dangerous"_s, Finding::Severity::Warning, reportDangerousSql}};
}

} // namespace sm::lint
