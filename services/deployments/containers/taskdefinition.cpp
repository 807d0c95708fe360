// SPDX-License-Identifier: GPL-3.0-or-later
#include "taskdefinition.h"

#include <sources/fielddifference.h>
#include <sources/plainvalue.h>

#include <QCoreApplication>
#include <QJsonArray>
#include <QRegularExpression>

namespace sm::deployments {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::deployments::ServiceSource", text); }

/// What AWS says about a definition, beside what the definition says.
const QStringList &notItsOwn()
{
    static const QStringList members{u"taskDefinitionArn"_s, u"revision"_s, u"status"_s, u"requiresAttributes"_s,
        u"compatibilities"_s, u"registeredAt"_s, u"registeredBy"_s, u"deregisteredAt"_s, u"deleteRequestedAt"_s,
        u"family"_s, u"containerDefinitions"_s};
    return members;
}

/// A list of {name, X} as {name: X}.
QJsonObject byName(const QJsonValue &list, const QString &member)
{
    QJsonObject named;
    const QJsonArray all = list.toArray();
    for (const QJsonValue &each : all)
        named.insert(each[u"name"].toString(), each[member]);
    return named;
}

/// "8080/tcp" of each port, with the port of the host where it is another.
QStringList portsOf(const QJsonValue &list)
{
    QStringList ports;
    const QJsonArray all = list.toArray();
    for (const QJsonValue &each : all) {
        const int container = each[u"containerPort"].toInt();
        const int host = each[u"hostPort"].toInt(container);
        const QString range = each[u"containerPortRange"].toString();
        const QString port = range.isEmpty() ? QString::number(container) : range;
        ports << (host == container || host == 0 ? QString() : QString::number(host) + u':') + port + u'/'
                + each[u"protocol"].toString(u"tcp"_s);
    }
    ports.sort();
    return ports;
}

QJsonObject readable(QJsonObject container)
{
    container.remove(u"name"_s);
    container.insert(u"environment"_s, byName(container.value(u"environment"_s), u"value"_s));
    container.insert(u"secrets"_s, byName(container.value(u"secrets"_s), u"valueFrom"_s));
    container.insert(u"ports"_s, portsOf(container.take(u"portMappings"_s)).join(u", "_s));
    // What is empty is as good as not there.
    for (const QString &name : container.keys()) {
        const QJsonValue value = container.value(name);
        const bool isEmpty = (value.isArray() && value.toArray().isEmpty())
            || (value.isObject() && value.toObject().isEmpty()) || (value.isString() && value.toString().isEmpty());
        if (isEmpty)
            container.remove(name);
    }
    return container;
}

QJsonObject containersOf(const QJsonObject &definition)
{
    QJsonObject containers;
    const QJsonArray all = definition.value(u"containerDefinitions"_s).toArray();
    for (const QJsonValue &each : all)
        containers.insert(each[u"name"].toString(), readable(each.toObject()));
    return containers;
}

QJsonObject readableDefinition(QJsonObject definition)
{
    const QJsonObject containers = containersOf(definition);
    for (const QString &member : notItsOwn())
        definition.remove(member);
    for (const QString &name : definition.keys()) {
        if (definition.value(name).isArray() && definition.value(name).toArray().isEmpty())
            definition.remove(name);
    }
    definition.insert(u"containers"_s, containers);
    return definition;
}

/// Values that a person typed into a definition may be anything; where a secret is kept elsewhere says nothing.
bool isSecret(const QString &path, const QJsonValue &now, const QJsonValue &then)
{
    static const QString environment = u".environment."_s;
    const qsizetype at = path.indexOf(environment);
    return path.startsWith("containers."_L1) && at >= 0
        && !isPlainValue(path.sliced(at + environment.size()), now, then);
}

QSet<QString> imagesOf(const QJsonObject &definition)
{
    QSet<QString> paths;
    const QJsonArray all = definition.value(u"containerDefinitions"_s).toArray();
    for (const QJsonValue &each : all)
        paths << u"containers.%1.image"_s.arg(each[u"name"].toString());
    return paths;
}

bool namesMovableImage(const QString &image) { return !image.contains("@sha256:"_L1); }

} // namespace

DeploymentDifference definitionDifference(const QJsonObject &now, const QJsonObject &then)
{
    return {differences(readableDefinition(now), readableDefinition(then), isSecret, imagesOf(now) | imagesOf(then)),
        notBackWith(then)};
}

QStringList notBackWith(const QJsonObject &definition)
{
    QStringList movable;
    bool hasSecrets = false;
    const QJsonArray all = definition.value(u"containerDefinitions"_s).toArray();
    for (const QJsonValue &each : all) {
        if (const QString image = each[u"image"].toString(); namesMovableImage(image))
            movable << image;
        hasSecrets |= !each[u"secrets"].toArray().isEmpty();
    }
    QStringList sentences{
        tr("What was written to databases, queues and other services meanwhile stays: changes of their schema, too.")};
    if (!movable.isEmpty())
        sentences << tr(
            "Images are pulled again by their tags (%1): where a tag was moved meanwhile, it is the newer image.")
                         .arg(movable.join(u", "_s));
    if (hasSecrets)
        sentences << tr("Secrets are read when a task starts: the tasks get the values that are current now.");
    sentences << tr("Count, autoscaling, network and load balancers of the service stay as they are now.");
    return sentences;
}

QString commitIn(const QJsonObject &definition)
{
    static const QRegularExpression form(u":(?:[A-Za-z0-9._-]*-)?([0-9a-f]{7,40})$"_s);
    const QJsonArray containers = definition.value(u"containerDefinitions"_s).toArray();
    return form.match(containers.isEmpty() ? QString() : containers.first()[u"image"].toString()).captured(1);
}

} // namespace sm::deployments
