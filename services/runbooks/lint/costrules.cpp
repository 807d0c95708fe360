// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules.h"

#include <QDate>

using namespace Qt::Literals::StringLiterals;

namespace sm::lint {

namespace {

bool isCostQuery(const Command &command)
{
    return command.aws && command.aws->service == "ce"_L1 && command.aws->operation.startsWith("Get"_L1);
}

/// A month that was meant whole: Cost Explorer's End is the first day that is left out.
void reportExclusiveEnd(const Page &page, Report &report)
{
    static const QRegularExpression period(u"Start=(\\d{4}-\\d\\d-\\d\\d),End=(\\d{4}-\\d\\d-\\d\\d)"_s);
    for (const Command &command : page.commands) {
        const QRegularExpressionMatch match
            = period.match(isCostQuery(command) ? command.option(u"time-period"_s) : u""_s);
        const QDate start = QDate::fromString(match.captured(1), Qt::ISODate);
        const QDate end = QDate::fromString(match.captured(2), Qt::ISODate);
        const bool isMonth = start.day() == 1 && end.day() == end.daysInMonth();
        if (!start.isValid() || !end.isValid() || (end > start && !isMonth))
            continue;
        report.add(command.optionLine(u"time-period"_s),
            tr("End is exclusive in Cost Explorer: %1 itself is left out.").arg(match.captured(2)),
            tr("End=%1").arg(end.addDays(1).toString(Qt::ISODate)));
    }
}

void reportPaidLoop(const Page &page, Report &report)
{
    for (const Command &command : page.commands) {
        if (isCostQuery(command) && command.use.inLoop)
            report.add(command.line, tr("Each call of Cost Explorer costs 0.01 USD, and this is a loop."),
                tr("Ask once, or ask a free operation: aws sts get-caller-identity."));
    }
}

/// Statements wherever they stand: in SQL fences, in commands, in a sentence.
void reportRepair(const Page &page, Report &report)
{
    static const QRegularExpression repair(
        u"\\bMSCK\\s+REPAIR\\s+TABLE\\b"_s, QRegularExpression::CaseInsensitiveOption);
    const QStringList &lines = page.document.source.lines;
    for (qsizetype i = 0; i < lines.size(); ++i) {
        if (repair.match(lines.at(i)).hasMatch())
            report.add(static_cast<int>(i) + 1,
                tr("MSCK REPAIR TABLE walks the whole bucket: minutes, where adding the one new partition takes "
                   "seconds."),
                tr("ALTER TABLE t ADD IF NOT EXISTS PARTITION (year='2024', month='1') LOCATION 's3://…'."));
    }
}

void reportHistoryTable(const Page &page, Report &report)
{
    static const QRegularExpression table(
        u"\\bFROM\\s+(\\w+\\.)?(athena_query_executions|athena_queries|athena_query_history)\\b"_s,
        QRegularExpression::CaseInsensitiveOption);
    const QStringList &lines = page.document.source.lines;
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QRegularExpressionMatch match = table.match(lines.at(i));
        if (match.hasMatch())
            report.add(static_cast<int>(i) + 1, tr("Athena has no table %1.").arg(match.captured(2)),
                tr("aws athena list-query-executions, then batch-get-query-execution."));
    }
}

/// The partitions that the Cost and Usage Report makes are month=1, not month=01.
void reportPaddedMonth(const Page &page, Report &report)
{
    static const QRegularExpression month(u"\\bmonth\\s*=\\s*'0\\d'"_s, QRegularExpression::CaseInsensitiveOption);
    for (const markdown::Block &block : page.document.blocks) {
        if (block.kind != markdown::Block::Kind::Code || !says(block.text, u"line_item_\\w+|cur_\\w+"_s))
            continue;
        const QStringList lines = block.text.split(u'\n');
        for (qsizetype i = 0; i < lines.size(); ++i) {
            if (month.match(lines.at(i)).hasMatch())
                report.add(block.textLine + static_cast<int>(i),
                    tr("Cost and Usage Reports are usually partitioned as month=1: '01' finds nothing."),
                    tr("SHOW PARTITIONS tells; month = '1' in most reports."));
        }
    }
}

} // namespace

QList<Rule> costRules()
{
    return {{u"ce-exclusive-end"_s, Finding::Severity::Error, reportExclusiveEnd},
        {u"ce-in-loop"_s, Finding::Severity::Warning, reportPaidLoop},
        {u"athena-msck-repair"_s, Finding::Severity::Warning, reportRepair},
        {u"athena-history-table"_s, Finding::Severity::Error, reportHistoryTable},
        {u"cur-padded-month"_s, Finding::Severity::Warning, reportPaddedMonth}};
}

} // namespace sm::lint
