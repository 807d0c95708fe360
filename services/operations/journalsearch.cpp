// SPDX-License-Identifier: GPL-3.0-or-later
#include "journalsearch.h"

#include "journalrows.h"

#include <QRegularExpression>
#include <QStringList>

namespace sm::operations {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype Trigram = 3; // the index knows nothing shorter

QString phrase(QString word) { return u"\"%1\""_s.arg(word.replace(u'"', u"\"\""_s)); }

QString pattern(QString word)
{
    word.replace(u"\\"_s, u"\\\\"_s).replace(u"%"_s, u"\\%"_s).replace(u"_"_s, u"\\_"_s);
    return u"%%1%"_s.arg(word);
}

/// The parts of the SELECT while they are put together.
struct Parts
{
    QString from = u"facets"_s;
    QString key = u"facets.entry"_s; ///< to page and sort by: the index of the text walks backwards only by its own
    QStringList conditions;
    QVariantList values;

    void require(const QString &condition, const QVariant &value)
    {
        conditions << condition;
        values << value;
    }
    void equal(const QString &column, const QString &value)
    {
        if (!value.isEmpty())
            require(column + u" = ?"_s, value);
    }
};

void addText(Parts &parts, const QString &text, bool byEntry)
{
    static const QRegularExpression blank(u"\\s+"_s);
    QStringList phrases;
    const QStringList words = QString(text).remove(QChar::Null).split(blank, Qt::SkipEmptyParts);
    for (const QString &word : words) {
        if (word.toUcs4().size() >= Trigram)
            phrases << phrase(word);
        else
            parts.require(u"plans.title || ' ' || entries.title || ' ' || entries.resource || ' ' || "
                          "entries.uses || ' ' || entries.actor LIKE ? ESCAPE '\\'"_s,
                pattern(word));
    }
    if (phrases.isEmpty())
        return;
    if (byEntry)
        return parts.require(
            u"EXISTS (SELECT 1 FROM entries_text WHERE entries_text MATCH ? AND rowid = facets.entry)"_s,
            phrases.join(u" AND "_s));
    parts.from = u"entries_text CROSS JOIN facets ON facets.entry = entries_text.rowid"_s;
    parts.key = u"entries_text.rowid"_s;
    parts.require(u"entries_text MATCH ?"_s, phrases.join(u" AND "_s));
}

void addState(Parts &parts, StepState state, const QString &underWay)
{
    if (state == StepState::Running)
        parts.conditions << u"facets.state = 'open' AND "_s + underWay;
    else if (state == StepState::InDoubt)
        parts.conditions << u"facets.state IN ('open', 'in-doubt') AND NOT (facets.state = 'open' AND %1)"_s.arg(
            underWay);
    else
        parts.require(state == StepState::Done ? u"+facets.state = ?"_s : u"facets.state = ?"_s,
            state == StepState::Waiting ? u""_s : stateWord(state));
}

// The entries of a span of time lie between two of them, so that nobody walks through the years after it. An entry that
// was written while the clock was set back may lie behind the upper one.
void addTimes(Parts &parts, const JournalFilter &filter)
{
    if (filter.from.isValid()) {
        const qint64 from = filter.from.toMSecsSinceEpoch();
        parts.require(u"facets.at >= ?"_s, from);
        parts.require(
            parts.key + u" >= (SELECT entry FROM facets WHERE latest >= ? ORDER BY latest, entry LIMIT 1)"_s, from);
    }
    if (filter.to.isValid()) {
        const qint64 to = filter.to.toMSecsSinceEpoch();
        parts.require(u"facets.at <= ?"_s, to);
        parts.require(parts.key
                + u" <= max(coalesce((SELECT entry FROM facets WHERE latest <= ? ORDER BY latest DESC, entry DESC "
                  "LIMIT 1), 0), coalesce((SELECT entry FROM facets WHERE at < latest AND at <= ? ORDER BY entry DESC "
                  "LIMIT 1), 0))"_s,
            to);
        parts.values << to;
    }
}

QString numbers(const QList<qint64> &all)
{
    QStringList words;
    for (const qint64 number : all)
        words << QString::number(number);
    return u'(' + words.join(u", "_s) + u')';
}

// Through the index of one facet only, the one that lets the fewest through as a rule, which SQLite does not know:
// nearly all entries are done, few have one resource, and some systems have them all. A "+" keeps SQLite from an index.
void addFacets(Parts &parts, const JournalFilter &filter)
{
    bool hasIndex = filter.state && *filter.state != StepState::Done;
    const auto add = [&](const QString &name, const QString &value) {
        parts.equal((hasIndex ? u"+facets."_s : u"facets."_s) + name, value);
        hasIndex = hasIndex || !value.isEmpty();
    };
    add(u"resource"_s, filter.resource);
    add(u"actor"_s, filter.actor);
    add(u"uses"_s, filter.uses);
    add(u"system"_s, filter.system.value);
}

/// Whether so few entries have the facets that looking into each is quicker than going through all that have the words.
Result<bool> areFew(store::Connection &connection, const JournalFilter &filter)
{
    constexpr int Few = 100;
    Parts parts;
    addFacets(parts, filter);
    if (parts.conditions.isEmpty() || filter.search.isEmpty())
        return false;
    parts.values << Few + 1;
    const Result<QVariant> count = connection.value(
        u"SELECT count(*) FROM (SELECT 1 FROM facets WHERE %1 LIMIT ?)"_s.arg(parts.conditions.join(u" AND "_s)),
        parts.values);
    return count ? Result<bool>(count->toInt() <= Few) : count.error();
}

/// A condition on the entries and plans that somebody works on, as things stand.
Result<QString> underWayCondition(store::Connection &connection, const JournalPresence &presence)
{
    const Result<QList<store::Row>> rows
        = connection.select(u"SELECT DISTINCT plans.session FROM facets JOIN entries ON entries.id = facets.entry "
                            "JOIN plans ON plans.id = entries.plan WHERE facets.state = 'open'"_s);
    if (!rows)
        return rows.error();
    QList<qint64> sessions;
    for (const store::Row &row : *rows) {
        const qint64 session = row.value(0).toLongLong();
        if (session != presence.session() && presence.isPresent(session))
            sessions << session;
    }
    return u"(plans.session IN %1 OR entries.id IN %2)"_s.arg(numbers(sessions), numbers(presence.underWay().values()));
}

} // namespace

Result<JournalSearch> journalSearch(
    store::Connection &connection, const JournalPresence &presence, const JournalFilter &filter)
{
    const Result<QString> underWay = underWayCondition(connection, presence);
    if (!underWay)
        return underWay.error();
    const Result<bool> few = areFew(connection, filter);
    if (!few)
        return few.error();
    Parts parts;
    addText(parts, filter.search, *few);
    addFacets(parts, filter);
    if (filter.state)
        addState(parts, *filter.state, *underWay);
    addTimes(parts, filter);
    if (filter.before > 0)
        parts.require(parts.key + u" < ?"_s, filter.before);
    parts.values << filter.limit;
    const QString conditions = parts.conditions.isEmpty() ? u"1"_s : parts.conditions.join(u" AND "_s);
    return JournalSearch{
        u"SELECT facets.entry FROM %1 CROSS JOIN entries ON entries.id = facets.entry CROSS JOIN plans ON plans.id "
        "= entries.plan WHERE %2 ORDER BY %3 DESC LIMIT ?"_s.arg(parts.from, conditions, parts.key),
        parts.values};
}

} // namespace sm::operations
