// SPDX-License-Identifier: GPL-3.0-or-later
#include "chargeamounts.h"

#include <string_view>

namespace sm::costs::bill {

namespace {

// Places in RowAmounts, as PartialLedger::begin() has them.
constexpr std::size_t Cost = 0; // unblended or billed
constexpr std::size_t Blended = 1;
constexpr std::size_t Amortized = 2;
constexpr std::size_t Net = 3;
constexpr std::size_t NetAmortized = 4;
constexpr std::size_t List = 5;

} // namespace

ChargeAmounts::ChargeAmounts(const BillLayout &layout)
    : m_layout(layout)
{
}

bool ChargeAmounts::read(BillRow &row, RowAmounts &amounts)
{
    amounts = RowAmounts();
    m_row = &amounts;
    return m_layout.isFocus() ? readFocus(row, amounts) : readCur(row, amounts);
}

bool ChargeAmounts::readFocus(BillRow &row, RowAmounts &amounts)
{
    constexpr std::array roles{Role::Cost, Role::Effective, Role::List, Role::Contracted};
    for (std::size_t i = 0; i < roles.size(); ++i) {
        amounts.isMissing[i] = !m_layout.has(roles[i]);
        if (!amount(row, roles[i], amounts.values[i]))
            return false;
    }
    return true;
}

bool ChargeAmounts::readCur(BillRow &row, RowAmounts &amounts)
{
    amounts.isMissing[Blended] = !m_layout.has(Role::Blended);
    amounts.isMissing[List] = !m_layout.has(Role::List);
    if (!amount(row, Role::Cost, amounts.values[Cost]) || !amount(row, Role::Blended, amounts.values[Blended])
        || !amount(row, Role::List, amounts.values[List]))
        return false;
    amounts.values[Net] = amounts.values[Cost];
    if (m_layout.has(Role::NetCost) && !row.text(Role::NetCost).empty()
        && !amount(row, Role::NetCost, amounts.values[Net]))
        return false;
    return readAmortized(row, amounts);
}

ChargeAmounts::LineItem ChargeAmounts::lineItemOf(BillRow &row) const
{
    const std::string_view type = row.text(Role::LineItemType);
    if (type.empty() || type == "Usage" || type == "Tax")
        return LineItem::Plain;
    if (type == "SavingsPlanCoveredUsage")
        return LineItem::Covered;
    if (type == "SavingsPlanRecurringFee")
        return LineItem::PlanFee;
    if (type == "SavingsPlanNegation" || type == "SavingsPlanUpfrontFee")
        return LineItem::Nothing;
    if (type == "DiscountedUsage")
        return LineItem::Discounted;
    if (type == "RIFee")
        return LineItem::ReservationFee;
    const bool isUpfrontFee = type == "Fee" && !row.text(Role::ReservationArn).empty();
    return isUpfrontFee ? LineItem::Nothing : LineItem::Plain;
}

bool ChargeAmounts::readAmortized(BillRow &row, RowAmounts &amounts)
{
    std::optional<Amount> plain = amounts.values[Cost];
    std::optional<Amount> net = amounts.values[Net];
    bool isRead = true;
    switch (lineItemOf(row)) {
    case LineItem::Plain:
        break;
    case LineItem::Nothing:
        plain = net = Amount();
        break;
    case LineItem::Covered:
        isRead = withNet(row, Role::SavingsPlanEffective, Role::SavingsPlanNetEffective, plain, net);
        break;
    case LineItem::Discounted:
        isRead = withNet(row, Role::ReservationEffective, Role::ReservationNetEffective, plain, net);
        break;
    case LineItem::PlanFee:
        isRead = planFee(row, plain);
        net = plain;
        break;
    case LineItem::ReservationFee:
        isRead = reservationFee(row, plain, net);
        break;
    }
    amounts.isMissing[Amortized] = amounts.isMissing[NetAmortized] = !plain;
    amounts.values[Amortized] = plain.value_or(Amount());
    amounts.values[NetAmortized] = net.value_or(Amount());
    return isRead;
}

bool ChargeAmounts::amount(BillRow &row, Role role, Amount &value)
{
    const std::string_view text = row.text(role);
    value = Amount();
    if (text.empty())
        return true;
    const AmountProblem problem = readAmount(text, value);
    if (problem != AmountProblem::None)
        return fail(role, problem, text);
    if (value.decimals > m_row->finestDecimals) {
        m_row->finestDecimals = value.decimals;
        m_row->finestColumn = m_layout.column(role);
    }
    return true;
}

/// \p net is \p plain where its cell is empty; both are nothing when the bill lacks the column of \p plain.
bool ChargeAmounts::withNet(
    BillRow &row, Role role, Role netRole, std::optional<Amount> &plain, std::optional<Amount> &net)
{
    plain = net = std::nullopt;
    if (!m_layout.has(role))
        return true;
    Amount value;
    if (!amount(row, role, value))
        return false;
    plain = net = value;
    if (row.text(netRole).empty())
        return true;
    if (!amount(row, netRole, value))
        return false;
    net = value;
    return true;
}

bool ChargeAmounts::planFee(BillRow &row, std::optional<Amount> &fee)
{
    fee = std::nullopt;
    if (!m_layout.has(Role::SavingsPlanCommitment) || !m_layout.has(Role::SavingsPlanUsed))
        return true;
    Amount commitment;
    Amount used;
    if (!amount(row, Role::SavingsPlanCommitment, commitment) || !amount(row, Role::SavingsPlanUsed, used))
        return false;
    fee = Amount();
    return add(commitment, used, -1, Role::SavingsPlanUsed, *fee);
}

bool ChargeAmounts::reservationFee(BillRow &row, std::optional<Amount> &plain, std::optional<Amount> &net)
{
    std::optional<Amount> recurring;
    std::optional<Amount> netRecurring;
    if (!withNet(row, Role::ReservationUnusedUpfront, Role::ReservationNetUnusedUpfront, plain, net)
        || !withNet(
            row, Role::ReservationUnusedRecurring, Role::ReservationNetUnusedRecurring, recurring, netRecurring))
        return false;
    if (!plain || !recurring) {
        plain = net = std::nullopt;
        return true;
    }
    return add(*plain, *recurring, 1, Role::ReservationUnusedRecurring, *plain)
        && add(*net, *netRecurring, 1, Role::ReservationUnusedRecurring, *net);
}

bool ChargeAmounts::add(const Amount &a, const Amount &b, int sign, Role role, Amount &sum)
{
    const AmountProblem problem = addAmounts(a, b, sign, sum);
    return problem == AmountProblem::None || fail(role, problem, {});
}

bool ChargeAmounts::fail(Role role, AmountProblem problem, std::string_view text)
{
    m_problem
        = Problem{m_layout.column(role), problem, QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()))};
    return false;
}

} // namespace sm::costs::bill
