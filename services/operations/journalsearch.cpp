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

void addText(Parts &parts, const QString &text)
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
        parts.require(u"facets.state = ?"_s, state == StepState::Waiting ? QString() : stateWord(state));
}

void addTimes(Parts &parts, const JournalFilter &filter)
{
    if (filter.from.isValid())
        parts.require(u"facets.at >= ?"_s, filter.from.toMSecsSinceEpoch());
    if (filter.to.isValid())
        parts.require(u"facets.at <= ?"_s, filter.to.toMSecsSinceEpoch());
}

QString numbers(const QList<qint64> &all)
{
    QStringList words;
    for (const qint64 number : all)
        words << QString::number(number);
    return u'(' + words.join(u", "_s) + u')';
}

} // namespace

JournalSearch journalSearch(const JournalFilter &filter, const QString &underWay)
{
    Parts parts;
    addText(parts, filter.search);
    parts.equal(u"facets.actor"_s, filter.actor);
    parts.equal(u"facets.system"_s, filter.system.value);
    parts.equal(u"facets.uses"_s, filter.uses);
    parts.equal(u"facets.resource"_s, filter.resource);
    if (filter.state)
        addState(parts, *filter.state, underWay);
    addTimes(parts, filter);
    if (filter.before > 0)
        parts.require(parts.key + u" < ?"_s, filter.before);
    parts.values << filter.limit;
    const QString conditions = parts.conditions.isEmpty() ? u"1"_s : parts.conditions.join(u" AND "_s);
    return {u"SELECT facets.entry FROM %1 CROSS JOIN entries ON entries.id = facets.entry CROSS JOIN plans ON plans.id "
            "= entries.plan WHERE %2 ORDER BY %3 DESC LIMIT ?"_s.arg(parts.from, conditions, parts.key),
        parts.values};
}

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

} // namespace sm::operations
