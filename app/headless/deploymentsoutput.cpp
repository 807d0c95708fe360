// SPDX-License-Identifier: GPL-3.0-or-later
#include "deploymentsoutput.h"

#include "logging.h"
#include "texttable.h"

#include <core/deploymentkind.h>
#include <tables/deploymenttext.h>

#include <QCoreApplication>
#include <QJsonObject>

namespace sm::app {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::app::Deployments", text); }

QString stateWord(Deployment::State state)
{
    const QStringList words{u"in-progress"_s, u"live"_s, u"superseded"_s, u"failed"_s, u"rolled-back"_s, u"stopped"_s};
    return words.at(static_cast<int>(state));
}

QString verdictWord(HealthRecord::Verdict verdict)
{
    const QStringList words{u"unknown"_s, u"no-traffic"_s, u"healthy"_s, u"unhealthy"_s};
    return words.at(static_cast<int>(verdict));
}

QStringList rowOf(const Deployment &deployment, double errorLimit)
{
    return {isoText(deployment.startedAt), tables::serviceTitle(deployment.kind), onOneLine(deployment.unit),
        onOneLine(deployment.title), onOneLine(deployment.revision.section(u'/', -1)), orDash(onOneLine(deployment.by)),
        stateWord(deployment.state), orDash(tables::healthText(deployment, errorLimit))};
}

void insertUnlessEmpty(QJsonObject &json, const QString &name, const QString &text)
{
    if (!text.isEmpty())
        json.insert(name, text);
}

void insertIfKnown(QJsonObject &json, const QString &name, const std::optional<double> &value)
{
    if (value)
        json.insert(name, *value);
}

QJsonObject jsonOf(const HealthRecord &health)
{
    QJsonObject json{{u"verdict"_s, verdictWord(health.verdict)},
        {u"observedSeconds"_s, qint64(health.observed.count())}, {u"inAlarmSeconds"_s, qint64(health.inAlarm.count())},
        {u"alarms"_s, QJsonArray::fromStringList(health.alarms)}};
    insertIfKnown(json, u"requests"_s, health.requests);
    insertIfKnown(json, u"errors"_s, health.errors);
    insertIfKnown(json, u"errorRate"_s, health.errorRate());
    insertIfKnown(json, u"latencyMilliseconds"_s, health.latency);
    insertUnlessEmpty(json, u"why"_s, health.why);
    return json;
}

QJsonObject jsonOf(const Deployment &deployment)
{
    QJsonObject json{{u"id"_s, deployment.id}, {u"service"_s, kindWord(deployment.kind)}, {u"unit"_s, deployment.unit},
        {u"title"_s, deployment.title}, {u"revision"_s, deployment.revision}, {u"state"_s, stateWord(deployment.state)},
        {u"started"_s, isoText(deployment.startedAt)}};
    insertUnlessEmpty(json, u"status"_s, deployment.status);
    insertUnlessEmpty(json, u"statusReason"_s, deployment.statusReason);
    insertUnlessEmpty(json, u"liveSince"_s, isoText(deployment.liveSince));
    insertUnlessEmpty(json, u"liveUntil"_s, isoText(deployment.liveUntil));
    insertUnlessEmpty(json, u"by"_s, deployment.by);
    insertUnlessEmpty(json, u"commit"_s, deployment.commit);
    insertUnlessEmpty(json, u"note"_s, deployment.note);
    if (deployment.run != 0)
        json.insert(u"run"_s, deployment.run);
    if (deployment.health)
        json.insert(u"health"_s, jsonOf(*deployment.health));
    return json;
}

QByteArray differencesAsText(const QList<Difference> &rows)
{
    QList<QStringList> cells{{tr("DIFFERENCE"), tr("NOW"), tr("THEN")}};
    for (const Difference &row : rows) {
        const QString then = row.isSame ? tr("the same") : orDash(onOneLine(row.then));
        cells << QStringList{onOneLine(row.what), orDash(onOneLine(row.now)), then};
    }
    return rows.isEmpty() ? (tr("Nothing differs.") + u'\n').toUtf8() : textTable(cells);
}

QString moveLine(const RollbackMove &move)
{
    const QString mark = move.isProposed ? u"* "_s : move.isPossible ? u"+ "_s : u"- "_s;
    QString line = u"%1%2 (%3)\n    %4\n"_s.arg(mark, move.title, move.runbook, move.why);
    for (const QString &warning : move.warnings)
        line += u"    %1\n"_s.arg(tr("Warning: %1").arg(warning));
    return line;
}

QJsonObject jsonOf(const RollbackMove &move)
{
    return {{u"title"_s, move.title}, {u"why"_s, move.why}, {u"possible"_s, move.isPossible},
        {u"proposed"_s, move.isProposed}, {u"runbook"_s, move.runbook}, {u"parameters"_s, move.parameters},
        {u"warnings"_s, QJsonArray::fromStringList(move.warnings)}};
}

QJsonObject jsonOf(const Difference &row)
{
    return {{u"what"_s, row.what}, {u"now"_s, row.now}, {u"then"_s, row.then}, {u"secret"_s, row.isSecret},
        {u"same"_s, row.isSame}};
}

QStringList notBackOf(const WayBack &way)
{
    QStringList sentences = way.difference.notBack + way.moves.notBack;
    sentences.removeDuplicates();
    return sentences;
}

} // namespace

QByteArray deploymentsAsTable(const QList<Deployment> &deployments, const DeploymentPlaces &places)
{
    QList<QStringList> rows{{tr("WHEN"), tr("SERVICE"), tr("UNIT"), tr("DEPLOYED"), tr("REVISION"), tr("BY"),
        tr("STATE"), tr("WHILE LIVE")}};
    for (const Deployment &each : deployments)
        rows << rowOf(each, places.errorRate);
    return textTable(rows);
}

QJsonArray deploymentsAsJson(const QList<Deployment> &deployments)
{
    QJsonArray json;
    for (const Deployment &each : deployments)
        json.append(jsonOf(each));
    return json;
}

QByteArray wayBackAsText(const WayBack &way)
{
    QString text = tr("To %1, of %2").arg(way.candidate.title, isoText(way.candidate.startedAt)) + u"\n\n"_s;
    text += QString::fromUtf8(differencesAsText(way.difference.rows)) + u'\n';
    for (const RollbackMove &move : way.moves.moves)
        text += moveLine(move);
    for (const QString &sentence : notBackOf(way))
        text += tr("Can not be brought back: %1").arg(sentence) + u'\n';
    return text.toUtf8();
}

QJsonObject wayBackAsJson(const WayBack &way)
{
    QJsonArray differences;
    for (const Difference &row : way.difference.rows)
        differences.append(jsonOf(row));
    QJsonArray moves;
    for (const RollbackMove &move : way.moves.moves)
        moves.append(jsonOf(move));
    return {{u"candidate"_s, jsonOf(way.candidate)}, {u"differences"_s, differences}, {u"moves"_s, moves},
        {u"notBack"_s, QJsonArray::fromStringList(notBackOf(way))}};
}

QByteArray sectionAsText(const DeploymentSection &section)
{
    QList<QStringList> rows{section.columns};
    for (const QStringList &row : section.rows) {
        QStringList cells;
        for (const QString &cell : row)
            cells << orDash(onOneLine(cell));
        rows << cells;
    }
    return section.title.toUtf8() + '\n' + textTable(rows) + '\n';
}

QJsonObject sectionAsJson(const DeploymentSection &section)
{
    QJsonArray rows;
    for (const QStringList &row : section.rows)
        rows.append(QJsonArray::fromStringList(row));
    return {{u"id"_s, section.id}, {u"title"_s, section.title},
        {u"columns"_s, QJsonArray::fromStringList(section.columns)}, {u"rows"_s, rows}};
}

} // namespace sm::app
