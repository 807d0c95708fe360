// SPDX-License-Identifier: GPL-3.0-or-later
#include "journaljson.h"

#include <operations/runreport.h>

namespace sm::app {

using namespace Qt::Literals::StringLiterals;

namespace {

QString instant(const QDateTime &time) { return time.isValid() ? time.toUTC().toString(Qt::ISODateWithMs) : QString(); }

void insertState(QJsonObject &json, const QString &name, const QJsonValue &state, bool sealed)
{
    if (!state.isUndefined())
        json.insert(name, sealed ? QJsonValue(u"(sealed)"_s) : state);
}

} // namespace

QJsonObject summaryOf(const JournalEntry &entry)
{
    return {{u"entry"_s, entry.id}, {u"run"_s, entry.run}, {u"at"_s, instant(entry.intentAt)},
        {u"state"_s, operations::wordOf(entry.state)}, {u"title"_s, entry.title}, {u"uses"_s, entry.uses},
        {u"resource"_s, entry.resource}, {u"system"_s, entry.system.id.value}, {u"actor"_s, entry.actor}};
}

QJsonObject detailsOf(const JournalEntry &entry)
{
    QJsonObject json = summaryOf(entry);
    const QJsonObject more{{u"plan"_s, entry.plan.value}, {u"planTitle"_s, entry.planTitle}, {u"step"_s, entry.step},
        {u"attempt"_s, entry.attempt}, {u"input"_s, entry.input}, {u"cli"_s, entry.cli},
        {u"outcomeAt"_s, instant(entry.outcomeAt)}, {u"errorCode"_s, entry.errorCode},
        {u"errorMessage"_s, entry.errorMessage}, {u"requestId"_s, entry.requestId}, {u"resolution"_s, entry.resolution},
        {u"evidence"_s, entry.evidence}, {u"undoes"_s, entry.undoes}, {u"undoneBy"_s, entry.undoneBy}};
    for (auto it = more.begin(); it != more.end(); ++it)
        json.insert(it.key(), it.value());
    insertState(json, u"before"_s, entry.before, entry.sealed);
    insertState(json, u"after"_s, entry.after, entry.sealed);
    insertState(json, u"output"_s, entry.output, entry.sealed);
    return json;
}

} // namespace sm::app
