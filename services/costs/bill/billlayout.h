// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <costs/ledger.h>

#include <core/result.h>

#include <QByteArray>
#include <QList>

#include <array>

namespace sm::costs::bill {

/// What a column of a bill is for. Of those that mean the same in two formats there is one.
enum class Role {
    Start, ///< of the usage or charge
    End,
    PeriodStart, ///< of the billing period
    Payer,
    Currency,
    Invoice, ///< CUR
    // Dimensions
    Service,
    Account,
    Region,
    OtherRegion, ///< where Region is empty
    Product, ///< CUR 2.0: a map that may have the region
    UsageType,
    Resource,
    LineItemType,
    Operation,
    Provider,
    ServiceCategory,
    // Amounts; of FOCUS the first four
    Cost, ///< unblended, or billed
    Blended,
    Effective,
    List,
    Contracted,
    NetCost,
    SavingsPlanEffective,
    SavingsPlanNetEffective,
    SavingsPlanCommitment,
    SavingsPlanUsed,
    ReservationArn,
    ReservationEffective,
    ReservationNetEffective,
    ReservationUnusedUpfront,
    ReservationNetUnusedUpfront,
    ReservationUnusedRecurring,
    ReservationNetUnusedRecurring,
    Count,
};
inline constexpr auto RoleCount = static_cast<std::size_t>(Role::Count);

/// A column whose text is the value of a dimension of its own: a tag or a cost category.
struct NamedColumn
{
    int column = 0;
    QString dimension;
};

/// A column that holds a JSON map, each key of it a dimension.
struct MapColumn
{
    int column = 0;
    QString prefix; ///< of the dimensions
};

/// Which column of a bill is which, found by the names in its header alone: in any order, letter case and with
/// blanks around.
///
/// Columns: docs.aws.amazon.com/cur/latest/userguide/data-dictionary.html (CUR; with names as Athena writes them too),
/// …/table-dictionary-cur2.html (CUR 2.0), focus.finops.org (FOCUS 0.5 to 1.3).
class BillLayout
{
public:
    /// \error Kind::Invalid half a sentence: no bill at all, a needed column missing or there twice
    static Result<BillLayout> of(const QList<QByteArray> &header);

    LedgerKind kind() const { return m_kind; }
    bool isFocus() const { return m_kind == LedgerKind::Focus; }
    int columns() const { return static_cast<int>(m_names.size()); }
    /// As the header has it; \p column is from 0 on.
    QString name(int column) const { return QString::fromUtf8(m_names.value(column)); }
    /// From 0 on; -1: the bill has none.
    int column(Role role) const { return m_columns.at(static_cast<std::size_t>(role)); }
    bool has(Role role) const { return column(role) >= 0; }
    const QList<NamedColumn> &named() const { return m_named; }
    const QList<MapColumn> &maps() const { return m_maps; }

private:
    Result<void> assignRoles();
    Result<void> assignNamed();
    void assignMaps();
    Result<int> find(const QByteArray &name) const;
    Error missing(const char *legacy, const char *cur2, const char *focus) const;

    LedgerKind m_kind = LedgerKind::CurLegacy;
    QList<QByteArray> m_names;
    QList<QByteArray> m_folded; ///< the names in lower case
    std::array<int, RoleCount> m_columns{};
    QList<NamedColumn> m_named;
    QList<MapColumn> m_maps;
};

/// The dimension of a tag: "tag:" and its key as the bill has it, without the "user:" or (in CUR 2.0 and names of
/// Athena) "user_" that AWS puts before keys that customers chose. Keys of AWS keep their "aws:" or "aws_".
QString tagDimension(QByteArrayView key, LedgerKind kind);
/// The dimension of a key in a map whose dimensions begin with \p prefix. The map "tags" of CUR 2.0 has more than tags:
/// "costCategory/NAME" is a cost category, "resourceTags/KEY" the tag KEY; tags of accounts and attributes of users
/// keep their "accountTag/" and "userAttribute/" (…/userguide/table-dictionary-cur2-tag-columns.html).
QString mapDimension(QByteArrayView key, const QString &prefix, LedgerKind kind);

} // namespace sm::costs::bill
