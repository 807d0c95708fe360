// SPDX-License-Identifier: GPL-3.0-or-later
#include "endpoints.h"

#include "hostnames.h"
#include "partitions.h"
#include "ruleset.h"

#include <aws/servicemodel.h>
#include <core/json.h>

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>

// A resource in a static library is dropped by the linker unless something names it, and Q_INIT_RESOURCE works in the
// global namespace only.
static void initEndpointResource() { Q_INIT_RESOURCE(endpoints); }

namespace sm::aws {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *source) { return QCoreApplication::translate("sm::aws::Endpoints", source); }

QJsonObject resource(const QString &name)
{
    initEndpointResource();
    QFile file(u":/aws/"_s + name);
    const bool isOpen = file.open(QIODevice::ReadOnly);
    const Result<QJsonValue> content = parseJson(file.readAll());
    Q_ASSERT(isOpen && content);
    return isOpen && content ? content->toObject() : QJsonObject();
}

/// The pattern that nearly every service follows, for one that brings no rules.
Result<RuledEndpoint> regular(
    const ServiceModel &service, const EndpointParameters &parameters, const QJsonObject &partition)
{
    const QString region = parameters.region.value;
    if (region.isEmpty())
        return Error(Error::Kind::Invalid, tr("No region is chosen for %1.").arg(service.name()));
    if (parameters.useFips && !partition[u"supportsFIPS"].toBool())
        return Error(Error::Kind::Invalid, tr("There are no FIPS endpoints in the region %1.").arg(region));
    if (parameters.useDualStack && !partition[u"supportsDualStack"].toBool())
        return Error(Error::Kind::Invalid, tr("There are no dual-stack endpoints in the region %1.").arg(region));
    const QString suffix = partition[parameters.useDualStack ? u"dualStackDnsSuffix" : u"dnsSuffix"].toString();
    const QString fips = parameters.useFips ? u"-fips"_s : QString();
    return RuledEndpoint{u"https://%1%2.%3.%4"_s.arg(service.endpointPrefix(), fips, region, suffix), {}};
}

QJsonObject ruleParameters(const EndpointParameters &parameters, const Region &region)
{
    QJsonObject all = parameters.more;
    if (!region.isEmpty())
        all[u"Region"] = region.value;
    all[u"UseFIPS"] = parameters.useFips;
    all[u"UseDualStack"] = parameters.useDualStack;
    return all;
}

/// The rules list the schemes by preference; plain SigV4 is the one that every service but S3's corners offers.
QJsonObject preferredScheme(const QJsonObject &properties)
{
    const QJsonArray schemes = properties[u"authSchemes"].toArray();
    for (const auto &scheme : schemes) {
        if (scheme[u"name"] == u"sigv4"_s)
            return scheme.toObject();
    }
    return schemes.first().toObject();
}

Endpoint signedFor(const ServiceModel &service, const RuledEndpoint &chosen, const Region &region)
{
    const QJsonObject scheme = preferredScheme(chosen.properties);
    Endpoint endpoint;
    endpoint.url = chosen.url.toUtf8();
    while (endpoint.url.endsWith('/'))
        endpoint.url.chop(1);
    endpoint.signingRegion = Region{scheme[u"signingRegion"].toString(region.value)};
    endpoint.signingName = scheme[u"signingName"].toString(service.signingName());
    endpoint.authScheme = scheme[u"name"].toString(u"sigv4"_s);
    endpoint.properties = chosen.properties;
    return endpoint;
}

} // namespace

Endpoints::Endpoints()
    : Endpoints(resource(u"partitions.json"_s))
{
}

Endpoints::Endpoints(const QJsonObject &partitions)
    : m_partitions(std::make_unique<const Partitions>(partitions))
    , m_homeRegions(resource(u"home-regions.json"_s))
{
}

Endpoints::~Endpoints() = default;

Result<Endpoint> Endpoints::resolve(const ServiceModel &service, const EndpointParameters &parameters) const
{
    if (!parameters.region.isEmpty() && !isValidHostLabel(parameters.region.value, true))
        return Error(Error::Kind::Invalid,
            tr("\"%1\" is not the name of a region; regions are named like eu-west-1.").arg(parameters.region.value));
    const Region region = homeRegion(service, parameters.region);
    const Result<std::shared_ptr<const RuleSet>> rules = rulesOf(service);
    if (!rules)
        return rules.error();
    const Result<RuledEndpoint> chosen = *rules ? (*rules)->resolve(ruleParameters(parameters, region), *m_partitions)
                                                : regular(service, parameters, m_partitions->outputs(region.value));
    if (!chosen)
        return chosen.error();
    return signedFor(service, *chosen, region);
}

Result<std::shared_ptr<const RuleSet>> Endpoints::rulesOf(const ServiceModel &service) const
{
    const auto known = m_rules.constFind(service.name());
    if (known != m_rules.constEnd())
        return *known;
    std::shared_ptr<const RuleSet> rules;
    if (const QJsonObject document = service.endpointRules(); !document.isEmpty()) {
        Result<RuleSet> parsed = RuleSet::parse(document);
        if (!parsed)
            return parsed.error();
        rules = std::make_shared<const RuleSet>(std::move(*parsed));
    }
    m_rules.insert(service.name(), rules);
    return rules;
}

Region Endpoints::homeRegion(const ServiceModel &service, const Region &region) const
{
    const QJsonObject homes = m_homeRegions[service.name()].toObject();
    return homes.isEmpty() || region.isEmpty() ? region : Region{homes[partition(region)].toString(region.value)};
}

QString Endpoints::dnsSuffix(const Region &region) const
{
    return m_partitions->outputs(region.value)[u"dnsSuffix"].toString();
}

QString Endpoints::partition(const Region &region) const
{
    return m_partitions->outputs(region.value)[u"name"].toString();
}

bool Endpoints::isAwsHost(const QString &host) const
{
    const QString name = u'.' + (host.endsWith(u'.') ? host.chopped(1) : host);
    const QStringList suffixes = m_partitions->dnsSuffixes();
    return std::any_of(suffixes.begin(), suffixes.end(),
        [&name](const QString &suffix) { return name.endsWith(u'.' + suffix, Qt::CaseInsensitive); });
}

} // namespace sm::aws
