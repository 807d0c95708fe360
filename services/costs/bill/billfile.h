// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <costs/costservice.h>
#include <costs/ledger.h>

#include <core/result.h>

#include <QCoroTask>

#include <memory>

namespace sm::costs::bill {

struct BillOptions
{
    QString currency; ///< of a file with several: the one to keep; empty: a file with two is refused
};

/// Reads bills, which become one ledger: exact, charge by charge, in the order of the files.
///
/// \p files are CSV files, plain or gzip, or manifests of split bills: legacy CUR, CUR 2.0 (also with the column names
/// of Athena), FOCUS 0.5 to 1.3. The format is found by the names in the header, gzip by its first bytes. All are of
/// the same kind, CUR or FOCUS; parts may be empty as long as one has charges.
///
/// Dimensions are those of costdimension. A tag is "tag:KEY", KEY as the bill has it without the "user:" or "user_"
/// that AWS puts before keys of customers; keys of AWS keep "aws:" or "aws_". The region is product/region
/// (product_region), where that is empty product/regionCode (product_region_code), then "region" of the map `product`.
/// NULL in FOCUS is "". The day is the UTC day on which the usage or charge starts.
/// Days are estimated while a line item of theirs has no invoice (CUR). `note` says what else a person should know:
/// dates with slashes, charges left out, tags that are no JSON.
/// Metrics that the file lacks columns for are not in the ledger; ChargeAmounts says how they are computed. Each
/// amount is below 10^36 and exact.
///
/// Blocks; safe on any thread, uses one more, at most 2 in all, and a few MB beside the ledger.
/// \param onProgress called at most 20 times a second from either thread, never from both at once
/// \error Kind::Invalid  no bill, or a damaged one: names file, row and column; charges in two currencies
/// \error Kind::Storage  not readable, or changed while it was read
/// \error Kind::Cancelled acknowledged within 200 ms
Result<Ledger> readBill(const QStringList &files, const BillOptions &options,
    const std::function<void(const BillProgress &)> &onProgress, const CancelToken &token);

/// The same without blocking; \p onProgress is called on the thread of the caller.
QCoro::Task<Result<std::shared_ptr<const Ledger>>> openBill(
    QStringList files, BillOptions options, CostService::ProgressHandler onProgress, CancelToken token);

} // namespace sm::costs::bill
