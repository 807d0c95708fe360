// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer.h"

#include <core/json.h>

#include <QCoreApplication>
#include <QFile>
#include <QHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QMap>

#include <algorithm>
#include <array>

using namespace Qt::Literals::StringLiterals;

// A resource in a static library has to be asked for, from the global namespace, or the linker leaves it out.
static void initializeResource() { Q_INIT_RESOURCE(transfer); }

namespace sm::costs {

namespace {

struct KindName
{
    TransferKind kind;
    QLatin1StringView word; ///< in usagetypes.json
    const char *title;
};

constexpr std::array Kinds{
    KindName{TransferKind::NatGatewayHours, "nat-gateway-hours"_L1,
        QT_TRANSLATE_NOOP("sm::costs::Transfer", "NAT gateway, hours")},
    KindName{TransferKind::NatGatewayBytes, "nat-gateway-bytes"_L1,
        QT_TRANSLATE_NOOP("sm::costs::Transfer", "NAT gateway, data")},
    KindName{TransferKind::EndpointHours, "endpoint-hours"_L1,
        QT_TRANSLATE_NOOP("sm::costs::Transfer", "VPC endpoints, hours")},
    KindName{TransferKind::EndpointBytes, "endpoint-bytes"_L1,
        QT_TRANSLATE_NOOP("sm::costs::Transfer", "VPC endpoints, data")},
    KindName{TransferKind::BetweenZones, "between-zones"_L1,
        QT_TRANSLATE_NOOP("sm::costs::Transfer", "Between zones and peered VPCs")},
    KindName{TransferKind::ToCloudFront, "to-cloudfront"_L1, QT_TRANSLATE_NOOP("sm::costs::Transfer", "To CloudFront")},
    KindName{TransferKind::FromCloudFront, "from-cloudfront"_L1,
        QT_TRANSLATE_NOOP("sm::costs::Transfer", "From CloudFront to origins")},
    KindName{TransferKind::BetweenRegions, "between-regions"_L1,
        QT_TRANSLATE_NOOP("sm::costs::Transfer", "Between regions")},
    KindName{TransferKind::TransitGateway, "transit-gateway"_L1,
        QT_TRANSLATE_NOOP("sm::costs::Transfer", "Transit gateway")},
    KindName{TransferKind::ToInternet, "to-internet"_L1, QT_TRANSLATE_NOOP("sm::costs::Transfer", "To the internet")},
    KindName{
        TransferKind::FromInternet, "from-internet"_L1, QT_TRANSLATE_NOOP("sm::costs::Transfer", "From the internet")},
    KindName{TransferKind::Other, "other"_L1, QT_TRANSLATE_NOOP("sm::costs::Transfer", "Other data transfer")},
};

/// usagetypes.json.
struct UsageTypes
{
    struct End
    {
        QString suffix;
        TransferKind kind;
    };
    QList<End> ends; ///< in the order in which they are tried
    QHash<QString, QString> regions;

    QString region(const QString &prefix) const { return regions.value(prefix, prefix); }
};

TransferKind kindOf(const QString &word)
{
    const auto found = std::find_if(Kinds.begin(), Kinds.end(), [&word](const KindName &k) { return k.word == word; });
    return found == Kinds.end() ? TransferKind::Other : found->kind;
}

Result<UsageTypes> loadUsageTypes()
{
    initializeResource();
    QFile file(u":/costs/transfer/usagetypes.json"_s);
    if (!file.open(QIODevice::ReadOnly))
        return Error(Error::Kind::Internal, file.errorString());
    const Result<QJsonValue> json = parseJson(file.readAll());
    if (!json)
        return json.error();
    UsageTypes types;
    const QJsonArray kinds = (*json)["kinds"_L1].toArray();
    for (const QJsonValue each : kinds) {
        const QJsonArray suffixes = each["suffixes"_L1].toArray();
        for (const QJsonValue suffix : suffixes)
            types.ends.append({suffix.toString(), kindOf(each["kind"_L1].toString())});
    }
    const QJsonObject regions = (*json)["regions"_L1].toObject();
    for (auto it = regions.begin(); it != regions.end(); ++it)
        types.regions.insert(it.key(), it->toString());
    return types;
}

/// "APS2-USE1-AWS-Out-Bytes" is from ap-southeast-2 to us-east-1.
void readRegions(TransferLine &line, const QString &beginning, const UsageTypes &types)
{
    const QStringList parts = beginning.split(u'-', Qt::SkipEmptyParts);
    line.region = types.region(parts.value(0));
    if (line.kind == TransferKind::BetweenRegions && parts.size() > 1)
        line.otherRegion = types.region(parts.at(1));
}

/// Nothing: the usage type is none of the network.
std::optional<TransferLine> lineOf(const QString &usageType, const UsageTypes &types)
{
    TransferLine line;
    line.usageType = usageType;
    for (const UsageTypes::End &end : types.ends) {
        if (usageType != end.suffix && !usageType.endsWith(u'-' + end.suffix))
            continue;
        line.kind = end.kind;
        readRegions(line, usageType.chopped(end.suffix.size()), types);
        return line;
    }
    const qsizetype place = usageType.indexOf("DataTransfer"_L1);
    if (place < 0)
        return {};
    readRegions(line, usageType.first(place), types);
    return line;
}

bool isLargerLine(const TransferLine &a, const TransferLine &b)
{
    return a.amount != b.amount ? a.amount > b.amount : a.usageType < b.usageType;
}

bool isLargerGroup(const TransferGroup &a, const TransferGroup &b)
{
    return a.amount != b.amount ? a.amount > b.amount : a.kind < b.kind;
}

} // namespace

QString titleOf(TransferKind kind)
{
    const auto found = std::find_if(Kinds.begin(), Kinds.end(), [kind](const KindName &k) { return k.kind == kind; });
    return found == Kinds.end() ? QString() : QCoreApplication::translate("sm::costs::Transfer", found->title);
}

const TransferGroup *TransferView::group(TransferKind kind) const
{
    const auto found
        = std::find_if(groups.cbegin(), groups.cend(), [kind](const TransferGroup &each) { return each.kind == kind; });
    return found == groups.cend() ? nullptr : &*found;
}

Result<TransferView> transferView(const CostAnswer &answer)
{
    if (answer.query.groupBy.value(0) != costdimension::UsageType) {
        return Error(Error::Kind::Invalid,
            QCoreApplication::translate("sm::costs::Transfer", "Group the costs by usage type first."));
    }
    const Result<UsageTypes> types = loadUsageTypes();
    if (!types)
        return types.error();
    TransferView view{answer.currency, {}, answer.periods, {}};
    QMap<TransferKind, TransferGroup> groups;
    for (const CostGroup &each : answer.groups) {
        std::optional<TransferLine> line = lineOf(each.key.value(0), *types);
        if (!line)
            continue;
        line->amount = each.amount;
        line->amounts = each.amounts;
        TransferGroup &group = groups[line->kind];
        group.kind = line->kind;
        group.title = titleOf(line->kind);
        group.amount += each.amount;
        view.total += each.amount;
        group.lines.append(*line);
    }
    view.groups = groups.values();
    for (TransferGroup &group : view.groups)
        std::sort(group.lines.begin(), group.lines.end(), isLargerLine);
    std::sort(view.groups.begin(), view.groups.end(), isLargerGroup);
    return view;
}

} // namespace sm::costs
