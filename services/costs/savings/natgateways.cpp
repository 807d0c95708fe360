// SPDX-License-Identifier: GPL-3.0-or-later
#include "natgateways.h"

#include <QCoreApplication>
#include <QJsonArray>

using namespace Qt::Literals::StringLiterals;

namespace sm::savings {

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::savings::NatGateways", text); }

struct Reached
{
    QString id;
    QString name;
};

const QList<Reached> &services()
{
    static const QList<Reached> all{{u"s3"_s, u"S3"_s}, {u"dynamodb"_s, u"DynamoDB"_s}};
    return all;
}

Saving endpointSaving(
    const NattedVpc &vpc, const Reached &service, const Region &region, std::optional<Decimal> dataCost)
{
    Saving saving;
    saving.title = tr("Reach %1 from %2 without the NAT gateway").arg(service.name, vpc.vpc);
    saving.why
        = tr("The VPC has no gateway endpoint for %1, so this traffic is charged by its NAT gateway. Connections "
             "that are open when the routes change are interrupted.")
              .arg(service.name);
    saving.monthly = dataCost;
    saving.isAtMost = true;
    saving.how = dataCost ? tr("All that NAT gateways of %1 took for data in the last 30 days; which part of it goes "
                               "to %2 only flow logs say.")
                                .arg(region.value, service.name)
                          : tr("Not known without a bill with usage types.");
    saving.runbook = u"oh-my-coins/create-gateway-endpoint"_s;
    saving.parameters = {{u"vpc"_s, vpc.vpc}, {u"service"_s, service.id},
        {u"routeTables"_s, QJsonArray::fromStringList(vpc.routeTables)}};
    return saving;
}

} // namespace

QList<Saving> endpointSavings(const QList<NattedVpc> &vpcs, const Region &region, std::optional<Decimal> dataCost)
{
    QList<Saving> savings;
    for (const NattedVpc &vpc : vpcs) {
        if (vpc.gateways == 0 || vpc.routeTables.isEmpty())
            continue;
        for (const Reached &service : services()) {
            if (!vpc.gatewayEndpoints.contains(service.id))
                savings.append(endpointSaving(vpc, service, region, dataCost));
        }
    }
    return savings;
}

} // namespace sm::savings
