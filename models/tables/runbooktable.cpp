// SPDX-License-Identifier: GPL-3.0-or-later
#include "runbooktable.h"

#include <core/instanttext.h>

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <limits>

namespace sm::tables {

using namespace Qt::Literals::StringLiterals;
using Grade = RunbookFinding::Grade;

namespace {

QString dayText(const QDate &day) { return QLocale(QLocale::English).toString(day, u"d MMM yyyy"_s); }

/// As short as it can be understood: the whole of it is in the tooltip.
QString shortDayText(const QDate &day, const QDate &today)
{
    return day.year() == today.year() ? QLocale(QLocale::English).toString(day, u"d MMM"_s) : dayText(day);
}

qsizetype countOf(const QList<RunbookFinding> &findings, Grade grade)
{
    return std::count_if(
        findings.begin(), findings.end(), [grade](const RunbookFinding &each) { return each.grade == grade; });
}

QString haystackOf(const RunbookInfo &info)
{
    QStringList texts{info.title, info.purpose, info.systemTitle, info.system.value, info.severity};
    texts << info.symptoms;
    for (const RunbookStepInfo &step : info.steps + info.verification + info.rollback)
        texts << step.title << step.uses;
    return texts.join(u'\n').toLower();
}

int rankOf(const RunbookInfo &info)
{
    if (info.isDraft)
        return 0;
    return info.isOfThisSystem ? 1 : 2;
}

} // namespace

QString findingsText(const QList<RunbookFinding> &findings)
{
    const int errors = static_cast<int>(countOf(findings, Grade::Error));
    const int warnings = static_cast<int>(countOf(findings, Grade::Warning));
    const int notes = static_cast<int>(countOf(findings, Grade::Note));
    if (errors > 0)
        return errors == 1 ? RunbookTable::tr("1 error") : RunbookTable::tr("%1 errors").arg(errors);
    if (warnings > 0)
        return warnings == 1 ? RunbookTable::tr("1 warning") : RunbookTable::tr("%1 warnings").arg(warnings);
    if (notes > 0)
        return notes == 1 ? RunbookTable::tr("1 note") : RunbookTable::tr("%1 notes").arg(notes);
    return RunbookTable::tr("Clean");
}

QString findingsTone(const QList<RunbookFinding> &findings)
{
    if (countOf(findings, Grade::Error) > 0)
        return u"bad"_s;
    if (countOf(findings, Grade::Warning) > 0)
        return u"warning"_s;
    return findings.isEmpty() ? u"good"_s : u"neutral"_s;
}

QString RunbookTable::endText(const sm::LastRun &run)
{
    if (run.isUndone)
        return tr("Taken back");
    switch (run.end) {
    case sm::LastRun::End::Running:
        return tr("Running");
    case sm::LastRun::End::Done:
        return tr("Done");
    case sm::LastRun::End::Failed:
        return tr("Failed");
    case sm::LastRun::End::InDoubt:
        return tr("In doubt");
    case sm::LastRun::End::Stopped:
        return tr("Stopped");
    case sm::LastRun::End::Unfinished:
        return tr("Cut off");
    }
    Q_UNREACHABLE();
}

QString RunbookTable::endTone(const sm::LastRun &run)
{
    if (run.isUndone)
        return u"neutral"_s;
    switch (run.end) {
    case sm::LastRun::End::Running:
        return u"info"_s;
    case sm::LastRun::End::Done:
        return u"good"_s;
    case sm::LastRun::End::Failed:
        return u"bad"_s;
    case sm::LastRun::End::Stopped:
        return u"neutral"_s;
    default:
        return u"warning"_s;
    }
}

void RunbookTable::reset(const QList<RunbookInfo> &runbooks)
{
    beginResetModel();
    QHash<QString, sm::LastRun> known;
    for (const Row &row : std::as_const(m_rows)) {
        if (row.lastRun)
            known.insert(row.info.key, *row.lastRun);
    }
    m_rows.clear();
    for (int rank = 0; rank < 3; ++rank) {
        for (const RunbookInfo &info : runbooks) {
            const auto last = known.constFind(info.key);
            if (rankOf(info) == rank)
                m_rows.append({info, last == known.constEnd() ? std::nullopt : std::optional(*last), haystackOf(info)});
        }
    }
    m_shown = arranged();
    endResetModel();
}

QList<int> RunbookTable::arranged() const
{
    QList<int> shown;
    for (int at = 0; at < m_rows.size(); ++at) {
        const QString &haystack = m_rows.at(at).haystack;
        if (std::all_of(m_words.begin(), m_words.end(), [&](const QString &word) { return haystack.contains(word); }))
            shown.append(at);
    }
    if (m_sortColumn < 0)
        return shown;
    std::sort(shown.begin(), shown.end(), [this](int a, int b) {
        const QPartialOrdering order
            = QVariant::compare(sortKey(m_rows.at(a), m_sortColumn), sortKey(m_rows.at(b), m_sortColumn));
        if (order == QPartialOrdering::Equivalent)
            return a < b;
        return order == (m_order == Qt::AscendingOrder ? QPartialOrdering::Less : QPartialOrdering::Greater);
    });
    return shown;
}

void RunbookTable::setFilter(const QString &text)
{
    const QStringList words = text.toLower().split(u' ', Qt::SkipEmptyParts);
    if (words == m_words)
        return;
    beginResetModel();
    m_words = words;
    m_shown = arranged();
    endResetModel();
}

void RunbookTable::setLastRun(const QString &key, const sm::LastRun &run)
{
    for (Row &row : m_rows) {
        if (row.info.key == key)
            row.lastRun = run;
    }
    if (const int row = rowOf(key); row >= 0)
        Q_EMIT dataChanged(index(row, LastRun), index(row, LastRun));
}

int RunbookTable::rowOf(const QString &key) const
{
    const auto found
        = std::find_if(m_shown.begin(), m_shown.end(), [&](int at) { return m_rows.at(at).info.key == key; });
    return found == m_shown.end() ? -1 : static_cast<int>(found - m_shown.begin());
}

const RunbookInfo *RunbookTable::find(const QString &key) const
{
    const auto found
        = std::find_if(m_rows.begin(), m_rows.end(), [&key](const Row &row) { return row.info.key == key; });
    return found == m_rows.end() ? nullptr : &found->info;
}

std::optional<sm::LastRun> RunbookTable::lastRun(const QString &key) const
{
    const auto found
        = std::find_if(m_rows.begin(), m_rows.end(), [&key](const Row &row) { return row.info.key == key; });
    return found == m_rows.end() ? std::nullopt : found->lastRun;
}

bool RunbookTable::isReviewDue(const RunbookInfo &runbook) const
{
    return runbook.reviewBy.isValid() && runbook.reviewBy < today();
}

QDate RunbookTable::today() const { return m_today.isValid() ? m_today : QDateTime::currentDateTimeUtc().date(); }

int RunbookTable::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

int RunbookTable::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : ColumnCount; }

bool RunbookTable::isBlank(int column) const
{
    return std::all_of(
        m_rows.begin(), m_rows.end(), [&](const Row &row) { return text(row, column).toString() == u"—"_s; });
}

QVariant RunbookTable::text(const Row &row, int column) const
{
    const RunbookInfo &info = row.info;
    switch (column) {
    case Title:
        return info.title;
    case SystemName:
        return info.isDraft ? tr("Draft") : info.systemTitle;
    case Severity:
        return info.severity.isEmpty() ? u"—"_s : info.severity;
    case Steps:
        return static_cast<int>(info.steps.size() + info.verification.size());
    case LastRun:
        return row.lastRun ? tr("%1 %2").arg(endText(*row.lastRun), shortDayText(row.lastRun->at.date(), today()))
                           : tr("Never");
    case Findings:
        return info.findings ? findingsText(*info.findings) : u"—"_s;
    default:
        if (!info.reviewBy.isValid())
            return u"—"_s;
        return isReviewDue(info) ? tr("Review due") : dayText(info.reviewBy);
    }
}

QVariant RunbookTable::tone(const Row &row, int column) const
{
    if (column == SystemName && row.info.isDraft)
        return u"warning"_s;
    if (column == LastRun && row.lastRun)
        return endTone(*row.lastRun);
    if (column == Findings && row.info.findings)
        return findingsTone(*row.info.findings);
    if (column == Review && isReviewDue(row.info))
        return u"warning"_s;
    return {};
}

/// What texts do not sort by: numbers and days.
QVariant RunbookTable::sortKey(const Row &row, int column) const
{
    switch (column) {
    case Steps:
        return static_cast<int>(row.info.steps.size() + row.info.verification.size());
    case LastRun:
        return row.lastRun ? row.lastRun->at.toMSecsSinceEpoch() : qint64(0);
    case Findings: {
        const QList<RunbookFinding> findings = row.info.findings.value_or(QList<RunbookFinding>());
        return countOf(findings, Grade::Error) * 1'000'000 + countOf(findings, Grade::Warning) * 1'000
            + countOf(findings, Grade::Note);
    }
    case Review:
        return row.info.reviewBy.isValid() ? row.info.reviewBy.toJulianDay() : std::numeric_limits<qint64>::max();
    default:
        return text(row, column).toString().toLower();
    }
}

QVariant RunbookTable::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows.at(m_shown.at(index.row()));
    switch (role) {
    case Qt::DisplayRole:
        return text(row, index.column());
    case ToneRole:
        return tone(row, index.column());
    case KeyRole:
        return row.info.key;
    case Qt::TextAlignmentRole:
        return index.column() == Steps ? QVariant(int(Qt::AlignRight | Qt::AlignVCenter)) : QVariant();
    case Qt::ToolTipRole:
        if (index.column() == LastRun && row.lastRun)
            return tr("%1, %2").arg(endText(*row.lastRun), utcText(row.lastRun->at));
        if (index.column() == Review && row.info.reviewBy.isValid())
            return tr("To be reviewed by %1").arg(dayText(row.info.reviewBy));
        return {};
    default:
        return {};
    }
}

QVariant RunbookTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole && section == Steps)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    static const char *const titles[ColumnCount] = {QT_TR_NOOP("Runbook"), QT_TR_NOOP("System"), QT_TR_NOOP("Severity"),
        QT_TR_NOOP("Steps"), QT_TR_NOOP("Last run"), QT_TR_NOOP("Findings"), QT_TR_NOOP("Review by")};
    return tr(titles[section]);
}

} // namespace sm::tables
