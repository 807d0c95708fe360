// SPDX-License-Identifier: GPL-3.0-or-later
#include "scope.h"

namespace sm::runbooks {

using namespace Qt::Literals::StringLiterals;

namespace {

QString environmentWord(Environment environment)
{
    switch (environment) {
    case Environment::Development:
        return u"development"_s;
    case Environment::Staging:
        return u"staging"_s;
    case Environment::Production:
        break;
    }
    return u"production"_s;
}

/// By the names that they have in the system's file; times in seconds, so that a step can take them as they are.
QJsonObject jsonOf(const DeploymentPlaces &places)
{
    using Seconds = std::chrono::duration<double>;
    return {{u"stacks"_s, QJsonArray::fromStringList(places.stacks)},
        {u"functions"_s, QJsonArray::fromStringList(places.functions)},
        {u"services"_s, QJsonArray::fromStringList(places.services)},
        {u"releases"_s, QJsonArray::fromStringList(places.releases)},
        {u"flags"_s, QJsonArray::fromStringList(places.flags)},
        {u"secrets"_s, QJsonArray::fromStringList(places.secrets)}, {u"topic"_s, places.topic},
        {u"artifacts"_s, places.artifacts}, {u"error_rate"_s, places.errorRate},
        {u"latency"_s, Seconds(places.latency).count()}, {u"healthy_for"_s, Seconds(places.healthyFor).count()},
        {u"bake"_s, Seconds(places.bake).count()}};
}

QJsonObject jsonOf(const SystemInfo &system)
{
    return {{u"id"_s, system.id.value}, {u"title"_s, system.title},
        {u"environment"_s, environmentWord(system.environment)}, {u"profile"_s, system.profile},
        {u"region"_s, system.region.value}, {u"account"_s, system.pinnedAccount.value},
        {u"deployments"_s, jsonOf(system.deployments)}};
}

QJsonObject jsonOf(const RunFacts &run)
{
    const QDateTime started = run.started.toUTC();
    return {{u"id"_s, run.id}, {u"started"_s, started.toString(Qt::ISODate)},
        {u"stamp"_s, started.toString(u"yyyyMMdd-HHmmss"_s)}, {u"date"_s, started.date().toString(Qt::ISODate)},
        {u"actor"_s, run.actor}};
}

} // namespace

Scope::Scope(const ParameterValues &parameters, const SystemInfo &system, const RunFacts &run)
    : m_json{{u"parameters"_s, parameters.json}, {u"steps"_s, QJsonObject()}, {u"system"_s, jsonOf(system)},
          {u"run"_s, jsonOf(run)}}
    , m_secrets(parameters.secrets)
{
}

void Scope::setOutcome(const QString &step, const QJsonValue &output, const QString &state, const QJsonArray &turns)
{
    m_turns.insert(step, turns);
    QJsonObject steps = m_json.value(u"steps"_s).toObject();
    steps.insert(step, QJsonObject{{u"output"_s, output}, {u"state"_s, state}, {u"turns"_s, turns}});
    m_json.insert(u"steps"_s, steps);
}

bool Scope::hasOutcome(const QString &step) const { return m_json.value(u"steps"_s).toObject().contains(step); }

bool Scope::hasTurn(const QString &step) const { return m_json.value(u"turn"_s).toObject().contains(step); }

Scope Scope::withItem(const QJsonValue &item, int index) const
{
    Scope scope = *this;
    scope.m_json.insert(u"item"_s, item);
    scope.m_json.insert(u"index"_s, index);
    QJsonObject turn;
    for (auto it = m_turns.begin(); it != m_turns.end(); ++it) {
        if (it->at(index).isObject())
            turn.insert(it.key(), it->at(index));
    }
    scope.m_json.insert(u"turn"_s, turn);
    return scope;
}

QJsonObject Scope::withoutSteps() const
{
    QJsonObject known = m_json;
    known.remove(u"steps"_s);
    known.remove(u"turn"_s);
    return known;
}

std::optional<Secret> Scope::secret(const QString &parameter) const
{
    const auto found = m_secrets.constFind(parameter);
    return found == m_secrets.constEnd() ? std::nullopt : std::optional(*found);
}

QStringList Scope::roots()
{
    return {u"parameters"_s, u"steps"_s, u"system"_s, u"run"_s, u"item"_s, u"index"_s, u"turn"_s, u"output"_s,
        u"before"_s, u"after"_s};
}

QStringList Scope::membersOfSystem()
{
    return {u"id"_s, u"title"_s, u"environment"_s, u"profile"_s, u"region"_s, u"account"_s, u"deployments"_s};
}

QStringList Scope::membersOfDeployments() { return jsonOf(DeploymentPlaces()).keys(); }

QStringList Scope::membersOfRun() { return {u"id"_s, u"started"_s, u"stamp"_s, u"date"_s, u"actor"_s}; }

QStringList Scope::membersOfOutcome() { return {u"output"_s, u"state"_s, u"turns"_s}; }

} // namespace sm::runbooks
