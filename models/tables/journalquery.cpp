// SPDX-License-Identifier: GPL-3.0-or-later
#include "journalquery.h"

#include "querywords.h"

namespace sm::tables {

using namespace Qt::Literals::StringLiterals;

namespace {

std::optional<StepState> stateNamed(const QString &word)
{
    static const QHash<QString, StepState> states{{u"running"_s, StepState::Running}, {u"done"_s, StepState::Done},
        {u"failed"_s, StepState::Failed}, {u"skipped"_s, StepState::Skipped}, {u"in-doubt"_s, StepState::InDoubt}};
    const auto found = states.constFind(word.toLower());
    return found == states.constEnd() ? std::nullopt : std::optional(*found);
}

QDateTime dayNamed(const QString &word, QTime time)
{
    const QDate day = QDate::fromString(word, Qt::ISODate);
    return day.isValid() ? QDateTime(day, time, Qt::UTC) : QDateTime();
}

/// False: \p value is none of \p key.
bool narrow(JournalQuery &query, const QString &key, const QString &value)
{
    if (value.isEmpty())
        return false;
    if (key == "state"_L1)
        return (query.state = stateNamed(value)).has_value();
    if (key == "since"_L1)
        return (query.from = dayNamed(value, QTime(0, 0))).isValid();
    if (key == "until"_L1)
        return (query.to = dayNamed(value, QTime(23, 59, 59, 999))).isValid();
    if (key == "system"_L1)
        query.system = {value};
    else if (key == "operation"_L1)
        query.uses = value;
    else if (key == "resource"_L1)
        query.resource = value;
    else if (key == "who"_L1)
        query.actor = value;
    else
        return false;
    return true;
}

} // namespace

QStringList JournalQuery::keys()
{
    return {u"state"_s, u"system"_s, u"operation"_s, u"resource"_s, u"who"_s, u"since"_s, u"until"_s};
}

JournalQuery JournalQuery::parse(const QString &text)
{
    JournalQuery query;
    QStringList rest;
    for (const QString &word : queryWords(text)) {
        if (!narrow(query, word.section(u':', 0, 0).toLower(), word.section(u':', 1)))
            rest << word;
    }
    query.search = rest.join(u' ');
    return query;
}

bool JournalQuery::isEmpty() const
{
    return search.isEmpty() && !state && system.isEmpty() && uses.isEmpty() && resource.isEmpty() && actor.isEmpty()
        && !from.isValid() && !to.isValid();
}

} // namespace sm::tables
