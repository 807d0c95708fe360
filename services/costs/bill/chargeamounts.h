// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "amount.h"
#include "billrow.h"

#include <array>
#include <optional>

namespace sm::costs::bill {

/// The amounts of one charge, in the order of PartialLedger::metrics.
struct RowAmounts
{
    static constexpr std::size_t Most = 6;
    std::array<Amount, Most> values;
    std::array<bool, Most> isMissing{}; ///< the bill lacks the columns for it
    int finestColumn = 0; ///< from 0 on: the one with the most decimals
    int finestDecimals = 0;
};

/// Computes the metrics of a charge.
///
/// Amortized and net amortized cost of CUR are what AWS defines for each type of line item: "Understanding Savings
/// Plans" and "Understanding your amortized reservation data" (docs.aws.amazon.com/cur/latest/userguide/cur-sp.html and
/// …/amortized-reservation.html). Where a net column or cell is empty there is no discount, and the other column counts
/// (…/Lineitem-columns.html). The costs of FOCUS are the columns themselves (focus.finops.org/focus-specification).
class ChargeAmounts
{
public:
    struct Problem
    {
        int column = 0; ///< from 0 on
        AmountProblem kind = AmountProblem::None;
        QString text;
    };

    explicit ChargeAmounts(const BillLayout &layout);

    /// False when an amount can not be read: problem() says which.
    bool read(BillRow &row, RowAmounts &amounts);
    const Problem &problem() const { return m_problem; }

private:
    enum class LineItem { Plain, Covered, PlanFee, Nothing, Discounted, ReservationFee };

    bool readFocus(BillRow &row, RowAmounts &amounts);
    bool readCur(BillRow &row, RowAmounts &amounts);
    bool readAmortized(BillRow &row, RowAmounts &amounts);
    LineItem lineItemOf(BillRow &row) const;
    /// Empty is 0.
    bool amount(BillRow &row, Role role, Amount &value);
    bool withNet(BillRow &row, Role role, Role netRole, std::optional<Amount> &plain, std::optional<Amount> &net);
    bool planFee(BillRow &row, std::optional<Amount> &fee);
    bool reservationFee(BillRow &row, std::optional<Amount> &plain, std::optional<Amount> &net);
    bool add(const Amount &a, const Amount &b, int sign, Role role, Amount &sum);
    bool fail(Role role, AmountProblem problem, std::string_view text);

    const BillLayout &m_layout;
    Problem m_problem;
    RowAmounts *m_row = nullptr;
};

} // namespace sm::costs::bill
