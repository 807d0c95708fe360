// SPDX-License-Identifier: GPL-3.0-or-later
#include "servicemodel.h"

#include "operationreader.h"
#include "pollingreader.h"
#include "shapereader.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace sm::aws {

using namespace Qt::Literals::StringLiterals;

struct ServiceModel::Content
{
    QString name;
    QJsonObject metadata;
    Protocol protocol = Protocol::Json;
    Shapes shapes;
    std::map<QString, Operation> operations;
    QHash<QString, Pagination> paginations;
    QHash<QString, WaiterModel> waiters;
    QJsonObject endpointRules;
};

namespace {

Error unusable(const QString &service, const QString &reason)
{
    return Error(Error::Kind::Invalid,
        QCoreApplication::translate("sm::aws::ServiceModel", "The service model of %1 can not be used: %2.")
            .arg(service, reason));
}

/// The first of the service's protocols that we speak, in the model's own order of preference.
std::optional<Protocol> protocolOf(const QJsonObject &metadata)
{
    static const QHash<QString, Protocol> ours{{u"json"_s, Protocol::Json}, {u"query"_s, Protocol::Query},
        {u"ec2"_s, Protocol::Ec2}, {u"rest-json"_s, Protocol::RestJson}, {u"rest-xml"_s, Protocol::RestXml}};
    QJsonArray offered = metadata[u"protocols"].toArray();
    offered.append(metadata[u"protocol"]);
    for (const auto &protocol : std::as_const(offered)) {
        const auto found = ours.find(protocol.toString());
        if (found != ours.end())
            return *found;
    }
    return std::nullopt;
}

template <typename Map>
auto *lookUp(const Map &map, const QString &name)
{
    const auto found = map.find(name);
    return found == map.end() ? nullptr : &found->second;
}

template <typename Value>
const Value *lookUp(const QHash<QString, Value> &hash, const QString &name)
{
    const auto found = hash.constFind(name);
    return found == hash.constEnd() ? nullptr : &*found;
}

} // namespace

Result<std::shared_ptr<const ServiceModel>> ServiceModel::parse(QString name, const QJsonObject &service,
    const QJsonObject &paginators, const QJsonObject &waiters, const QJsonObject &endpointRules)
{
    auto content = std::make_unique<Content>();
    content->name = name;
    content->metadata = service[u"metadata"].toObject();
    const std::optional<Protocol> protocol = protocolOf(content->metadata);
    if (!protocol)
        return unusable(name,
            QCoreApplication::translate("sm::aws::ServiceModel", "it speaks the unknown protocol \"%1\"")
                .arg(content->metadata[u"protocol"].toString()));
    content->protocol = *protocol;

    ShapeReader shapes(service[u"shapes"].toObject());
    const QJsonObject operations = service[u"operations"].toObject();
    for (auto it = operations.begin(); it != operations.end(); ++it)
        content->operations[it.key()] = readOperation(it.key(), it.value().toObject(), shapes);
    if (shapes.problem())
        return unusable(name, shapes.problem()->message());
    content->shapes = shapes.take();

    content->paginations = readPaginations(paginators);
    Result<QHash<QString, WaiterModel>> polled = readWaiters(waiters);
    if (!polled)
        return unusable(name, polled.error().message());
    content->waiters = *polled;
    content->endpointRules = endpointRules;
    return std::make_shared<const ServiceModel>(std::move(content));
}

ServiceModel::ServiceModel(std::unique_ptr<const Content> content)
    : m_content(std::move(content))
{
}

ServiceModel::~ServiceModel() = default;

QString ServiceModel::name() const { return m_content->name; }

QString ServiceModel::serviceId() const { return m_content->metadata[u"serviceId"].toString(); }

QString ServiceModel::endpointPrefix() const { return m_content->metadata[u"endpointPrefix"].toString(); }

QString ServiceModel::signingName() const { return m_content->metadata[u"signingName"].toString(endpointPrefix()); }

QString ServiceModel::apiVersion() const { return m_content->metadata[u"apiVersion"].toString(); }

Protocol ServiceModel::protocol() const { return m_content->protocol; }

QString ServiceModel::jsonVersion() const { return m_content->metadata[u"jsonVersion"].toString(u"1.0"_s); }

QString ServiceModel::targetPrefix() const { return m_content->metadata[u"targetPrefix"].toString(); }

std::optional<XmlNamespace> ServiceModel::xmlNamespace() const
{
    return readXmlNamespace(m_content->metadata[u"xmlNamespace"]);
}

bool ServiceModel::isGlobal() const { return m_content->metadata.contains(u"globalEndpoint"); }

bool ServiceModel::queryCompatible() const { return m_content->metadata.contains(u"awsQueryCompatible"); }

const Operation *ServiceModel::operation(const QString &operationName) const
{
    return lookUp(m_content->operations, operationName);
}

QStringList ServiceModel::operationNames() const
{
    QStringList names;
    for (const auto &[name, operation] : m_content->operations)
        names << name;
    return names;
}

const Shape *ServiceModel::shape(const QString &shapeName) const { return lookUp(m_content->shapes, shapeName); }

const Pagination *ServiceModel::pagination(const QString &operationName) const
{
    return lookUp(m_content->paginations, operationName);
}

const WaiterModel *ServiceModel::waiter(const QString &waiterName) const
{
    return lookUp(m_content->waiters, waiterName);
}

QStringList ServiceModel::waiterNames() const
{
    QStringList names = m_content->waiters.keys();
    names.sort();
    return names;
}

QJsonObject ServiceModel::endpointRules() const { return m_content->endpointRules; }

} // namespace sm::aws
