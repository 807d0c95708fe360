// SPDX-License-Identifier: GPL-3.0-or-later
#include "billlayout.h"

#include <QCoreApplication>

#include <algorithm>
#include <string_view>

namespace sm::costs::bill {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::costs::bill", text); }

Error wrong(const QString &reason) { return Error(Error::Kind::Invalid, reason); }

/// The names of a role, in lower case, parted by blanks: the first that a bill has counts.
struct RoleNames
{
    Role role;
    std::string_view legacy;
    std::string_view cur2;
    std::string_view focus;
};

constexpr std::array roleNames{
    RoleNames{Role::Start, "lineitem/usagestartdate", "line_item_usage_start_date", "chargeperiodstart"},
    RoleNames{Role::End, "lineitem/usageenddate", "line_item_usage_end_date", "chargeperiodend"},
    RoleNames{Role::PeriodStart, "bill/billingperiodstartdate", "bill_billing_period_start_date", "billingperiodstart"},
    RoleNames{Role::Payer, "bill/payeraccountid", "bill_payer_account_id", "billingaccountid"},
    RoleNames{Role::Currency, "lineitem/currencycode", "line_item_currency_code", "billingcurrency"},
    RoleNames{Role::Invoice, "bill/invoiceid", "bill_invoice_id", ""},
    RoleNames{Role::Service, "lineitem/productcode", "line_item_product_code", "servicename"},
    RoleNames{Role::Account, "lineitem/usageaccountid", "line_item_usage_account_id", "subaccountid billingaccountid"},
    RoleNames{Role::Region, "product/region", "product_region product_region_code", "regionid region"},
    RoleNames{Role::OtherRegion, "product/regioncode", "product_region_code", ""},
    RoleNames{Role::Product, "", "product", ""},
    RoleNames{Role::UsageType, "lineitem/usagetype", "line_item_usage_type", "x_usagetype skumeter"},
    RoleNames{Role::Resource, "lineitem/resourceid", "line_item_resource_id", "resourceid"},
    RoleNames{Role::LineItemType, "lineitem/lineitemtype", "line_item_line_item_type", "chargecategory chargetype"},
    RoleNames{Role::Operation, "lineitem/operation", "line_item_operation", "x_operation"},
    RoleNames{Role::Provider, "bill/billingentity", "bill_billing_entity", "providername serviceprovidername provider"},
    RoleNames{Role::ServiceCategory, "", "", "servicecategory"},
    RoleNames{Role::Cost, "lineitem/unblendedcost", "line_item_unblended_cost", "billedcost"},
    RoleNames{Role::Blended, "lineitem/blendedcost", "line_item_blended_cost", ""},
    RoleNames{Role::Effective, "", "", "effectivecost amortizedcost"},
    RoleNames{Role::List, "pricing/publicondemandcost", "pricing_public_on_demand_cost", "listcost"},
    RoleNames{Role::Contracted, "", "", "contractedcost"},
    RoleNames{Role::NetCost, "lineitem/netunblendedcost", "line_item_net_unblended_cost", ""},
    RoleNames{Role::SavingsPlanEffective, "savingsplan/savingsplaneffectivecost",
        "savings_plan_savings_plan_effective_cost", ""},
    RoleNames{Role::SavingsPlanNetEffective, "savingsplan/netsavingsplaneffectivecost",
        "savings_plan_net_savings_plan_effective_cost", ""},
    RoleNames{
        Role::SavingsPlanCommitment, "savingsplan/totalcommitmenttodate", "savings_plan_total_commitment_to_date", ""},
    RoleNames{Role::SavingsPlanUsed, "savingsplan/usedcommitment", "savings_plan_used_commitment", ""},
    RoleNames{Role::ReservationArn, "reservation/reservationarn",
        "reservation_reservation_a_r_n reservation_reservation_arn", ""},
    RoleNames{Role::ReservationEffective, "reservation/effectivecost", "reservation_effective_cost", ""},
    RoleNames{Role::ReservationNetEffective, "reservation/neteffectivecost", "reservation_net_effective_cost", ""},
    RoleNames{Role::ReservationUnusedUpfront, "reservation/unusedamortizedupfrontfeeforbillingperiod",
        "reservation_unused_amortized_upfront_fee_for_billing_period", ""},
    RoleNames{Role::ReservationNetUnusedUpfront, "reservation/netunusedamortizedupfrontfeeforbillingperiod",
        "reservation_net_unused_amortized_upfront_fee_for_billing_period", ""},
    RoleNames{
        Role::ReservationUnusedRecurring, "reservation/unusedrecurringfee", "reservation_unused_recurring_fee", ""},
    RoleNames{Role::ReservationNetUnusedRecurring, "reservation/netunusedrecurringfee",
        "reservation_net_unused_recurring_fee", ""},
};

/// The names that the format has for the role; empty: it has no such column.
QList<QByteArray> namesFor(const RoleNames &role, LedgerKind kind)
{
    const std::string_view names = kind == LedgerKind::Focus ? role.focus
        : kind == LedgerKind::Cur2                           ? role.cur2
                                                             : role.legacy;
    return names.empty() ? QList<QByteArray>()
                         : QByteArray(names.data(), static_cast<qsizetype>(names.size())).split(' ');
}

std::optional<LedgerKind> kindOf(const QList<QByteArray> &folded)
{
    const auto any = [&folded](auto condition) { return std::any_of(folded.cbegin(), folded.cend(), condition); };
    if (any([](const QByteArray &name) { return name.startsWith("lineitem/"); }))
        return LedgerKind::CurLegacy;
    if (any([](const QByteArray &name) { return name.startsWith("line_item_"); }))
        return LedgerKind::Cur2;
    if (any([](const QByteArray &name) {
            return name == "billedcost" || name == "chargeperiodstart" || name == "effectivecost";
        }))
        return LedgerKind::Focus;
    return std::nullopt;
}

/// What a file is that has one column only; empty: not known.
QString foreignHeader(const QList<QByteArray> &header)
{
    const QByteArray &first = header.first();
    if (header.size() == 1 && (first.contains(';') || first.contains('\t')))
        return tr("columns are separated by semicolons or tabs; save the file with commas");
    if (std::any_of(header.cbegin(), header.cend(), [](const QByteArray &name) { return name.contains('\r'); }))
        return tr("lines end as on old Macs; save the file with line feeds");
    return {};
}

} // namespace

Result<BillLayout> BillLayout::of(const QList<QByteArray> &header)
{
    if (const QString foreign = foreignHeader(header); !foreign.isEmpty())
        return wrong(foreign);
    BillLayout layout;
    for (const QByteArray &name : header) {
        layout.m_names.append(name.trimmed());
        layout.m_folded.append(layout.m_names.last().toLower());
    }
    const std::optional<LedgerKind> kind = kindOf(layout.m_folded);
    if (!kind)
        return wrong(
            tr("the first row has no column of a bill; open a Cost and Usage Report or a FOCUS file with its header"));
    layout.m_kind = *kind;
    if (const Result<void> assigned = layout.assignRoles(); !assigned)
        return assigned.error();
    if (const Result<void> assigned = layout.assignNamed(); !assigned)
        return assigned.error();
    layout.assignMaps();
    return layout;
}

Result<int> BillLayout::find(const QByteArray &name) const
{
    const qsizetype first = m_folded.indexOf(name);
    if (first >= 0 && m_folded.indexOf(name, first + 1) >= 0)
        return wrong(tr("the column %1 is there twice").arg(this->name(static_cast<int>(first))));
    return static_cast<int>(first);
}

Result<void> BillLayout::assignRoles()
{
    m_columns.fill(-1);
    for (const RoleNames &role : roleNames) {
        int &column = m_columns.at(static_cast<std::size_t>(role.role));
        const QList<QByteArray> names = namesFor(role, m_kind);
        for (const QByteArray &name : names) {
            const Result<int> found = column < 0 ? find(name) : column;
            if (!found)
                return found.error();
            column = *found;
        }
    }
    if (!has(Role::Start))
        return missing("lineItem/UsageStartDate", "line_item_usage_start_date", "ChargePeriodStart");
    if (!has(Role::Cost))
        return missing("lineItem/UnblendedCost", "line_item_unblended_cost", "BilledCost");
    return ok();
}

Error BillLayout::missing(const char *legacy, const char *cur2, const char *focus) const
{
    const char *const name = isFocus() ? focus : m_kind == LedgerKind::Cur2 ? cur2 : legacy;
    return wrong(tr("the column %1 is missing; export the bill with it").arg(QString::fromLatin1(name)));
}

Result<void> BillLayout::assignNamed()
{
    const QList<std::pair<QByteArray, QString>> prefixes{
        {"resourceTags/", costdimension::TagPrefix},
        {"resource_tags_", costdimension::TagPrefix},
        {"costCategory/", costdimension::CostCategoryPrefix},
        {"cost_category_", costdimension::CostCategoryPrefix},
    };
    if (isFocus())
        return ok();
    for (int column = 0; column < columns(); ++column) {
        for (const auto &[prefix, dimension] : prefixes) {
            if (!m_folded.at(column).startsWith(prefix.toLower()))
                continue;
            const QByteArray key = m_names.at(column).sliced(prefix.size());
            const bool isTag = dimension == costdimension::TagPrefix;
            const QString name = isTag ? tagDimension(key, m_kind) : dimension + QString::fromUtf8(key);
            const bool twice = std::any_of(
                m_named.cbegin(), m_named.cend(), [&name](const NamedColumn &each) { return each.dimension == name; });
            if (twice)
                return wrong(tr("the column %1 is there twice").arg(this->name(column)));
            m_named.append({column, name});
        }
    }
    return ok();
}

void BillLayout::assignMaps()
{
    const auto add = [this](const QByteArray &name, const QString &prefix) {
        const auto column = static_cast<int>(m_folded.indexOf(name));
        if (column >= 0)
            m_maps.append({column, prefix});
    };
    if (isFocus()) {
        add("tags", costdimension::TagPrefix);
    } else if (m_kind == LedgerKind::Cur2) {
        add("resource_tags", costdimension::TagPrefix);
        add("cost_category", costdimension::CostCategoryPrefix);
        add("tags", costdimension::TagPrefix);
    }
}

QString tagDimension(QByteArrayView key, LedgerKind kind)
{
    for (const QByteArrayView prefix : {QByteArrayView("user:"), QByteArrayView("user_")}) {
        if (key.startsWith(prefix) && (prefix.endsWith(':') || kind == LedgerKind::Cur2))
            return costdimension::TagPrefix + QString::fromUtf8(key.sliced(prefix.size()));
    }
    return costdimension::TagPrefix + QString::fromUtf8(key);
}

QString mapDimension(QByteArrayView key, const QString &prefix, LedgerKind kind)
{
    constexpr QByteArrayView category("costCategory/");
    constexpr QByteArrayView resource("resourceTags/");
    if (prefix != costdimension::TagPrefix)
        return prefix + QString::fromUtf8(key);
    if (key.startsWith(category))
        return costdimension::CostCategoryPrefix + QString::fromUtf8(key.sliced(category.size()));
    return tagDimension(key.startsWith(resource) ? key.sliced(resource.size()) : key, kind);
}

} // namespace sm::costs::bill
