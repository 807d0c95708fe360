// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>

/// Answers of ECS about the service "shop/web", for tests.
namespace sm::test {

using namespace Qt::Literals::StringLiterals;

inline QString arnOfRevision(int number)
{
    return u"arn:aws:ecs:eu-west-1:123456789012:task-definition/web:%1"_s.arg(number);
}

inline QString arnOfDeployment(const QString &name)
{
    return u"arn:aws:ecs:eu-west-1:123456789012:service-deployment/shop/web/"_s + name;
}

inline QString arnOfServiceRevision(int number)
{
    return u"arn:aws:ecs:eu-west-1:123456789012:service-revision/shop/web/%1"_s.arg(number);
}

inline QJsonObject rollout(
    const QString &id, int revision, const QString &status, const QString &state, const QString &at)
{
    return {{u"id"_s, id}, {u"status"_s, status}, {u"taskDefinition"_s, arnOfRevision(revision)},
        {u"rolloutState"_s, state}, {u"rolloutStateReason"_s, u"ECS deployment %1."_s.arg(state.toLower())},
        {u"createdAt"_s, at}, {u"desiredCount"_s, 2}, {u"runningCount"_s, 2}};
}

inline QJsonObject service(const QJsonArray &deployments, const QString &status = u"ACTIVE"_s)
{
    const QString running = deployments.isEmpty() ? QString() : deployments.first()[u"taskDefinition"].toString();
    return {{u"serviceName"_s, u"web"_s}, {u"clusterArn"_s, u"arn:aws:ecs:eu-west-1:123456789012:cluster/shop"_s},
        {u"status"_s, status}, {u"taskDefinition"_s, running}, {u"deployments"_s, deployments}, {u"desiredCount"_s, 2},
        {u"runningCount"_s, 2}, {u"createdAt"_s, u"2026-01-01T08:00:00Z"_s}};
}

/// One of ListServiceDeployments, with what DescribeServiceDeployments adds.
inline QJsonObject kept(const QString &name, int revision, const QString &status, const QString &at)
{
    return {{u"serviceDeploymentArn"_s, arnOfDeployment(name)},
        {u"targetServiceRevisionArn"_s, arnOfServiceRevision(revision)}, {u"status"_s, status}, {u"createdAt"_s, at},
        {u"finishedAt"_s, QDateTime::fromString(at, Qt::ISODate).addSecs(240).toString(Qt::ISODate)}};
}

inline QJsonObject definition(int revision, const QString &image, const QString &status = u"ACTIVE"_s)
{
    const QJsonObject container{{u"name"_s, u"app"_s}, {u"image"_s, image}, {u"cpu"_s, 256}, {u"memory"_s, 512},
        {u"command"_s, QJsonArray{u"serve"_s}},
        {u"environment"_s, QJsonArray{QJsonObject{{u"name"_s, u"API_KEY"_s}, {u"value"_s, u"hunter2"_s}}}},
        {u"secrets"_s, QJsonArray{QJsonObject{{u"name"_s, u"DATABASE"_s}, {u"valueFrom"_s, u"arn:secret:1"_s}}}},
        {u"portMappings"_s, QJsonArray{QJsonObject{{u"containerPort"_s, 8080}}}}};
    return {{u"taskDefinitionArn"_s, arnOfRevision(revision)}, {u"family"_s, u"web"_s}, {u"revision"_s, revision},
        {u"status"_s, status}, {u"cpu"_s, u"256"_s}, {u"memory"_s, u"512"_s},
        {u"executionRoleArn"_s, u"arn:aws:iam::123456789012:role/web"_s},
        {u"registeredAt"_s, u"2026-11-20T10:00:00Z"_s},
        {u"registeredBy"_s, u"arn:aws:sts::123456789012:assumed-role/deploy/ci"_s},
        {u"containerDefinitions"_s, QJsonArray{container}}};
}

} // namespace sm::test
