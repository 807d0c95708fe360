// SPDX-License-Identifier: GPL-3.0-or-later
#include "billfile.h"

#include "billreading.h"
#include "manifest.h"

#include <QCoroFuture>
#include <QtConcurrentRun>

namespace sm::costs::bill {

Result<Ledger> readBill(const QStringList &files, const BillOptions &options,
    const std::function<void(const BillProgress &)> &onProgress, const CancelToken &token)
{
    const Result<QStringList> parts = withPartsOfManifests(files);
    if (!parts)
        return parts.error();
    return BillReading(*parts, options, {}, onProgress, token).run();
}

namespace {

using Opened = std::shared_ptr<const Ledger>;

/// Brings progress to the thread on which it was made.
std::function<void(const BillProgress &)> relayed(CostService::ProgressHandler onProgress)
{
    if (!onProgress)
        return {};
    const std::shared_ptr<QObject> here(new QObject, [](QObject *object) { object->deleteLater(); });
    return [here, onProgress = std::move(onProgress)](const BillProgress &progress) {
        QMetaObject::invokeMethod(here.get(), [onProgress, progress] { onProgress(progress); }, Qt::QueuedConnection);
    };
}

} // namespace

QCoro::Task<Result<Opened>> openBill(
    QStringList files, BillOptions options, CostService::ProgressHandler onProgress, CancelToken token)
{
    const std::function<void(const BillProgress &)> relay = relayed(std::move(onProgress));
    QFuture<Result<Opened>> reading = QtConcurrent::run([files, options, relay, token]() -> Result<Opened> {
        Result<Ledger> ledger = readBill(files, options, relay, token);
        if (!ledger)
            return ledger.error();
        return std::make_shared<const Ledger>(std::move(*ledger));
    });
    Result<Opened> opened = co_await reading;
    if (token.isCancelled())
        co_return Error::cancelled();
    co_return opened;
}

} // namespace sm::costs::bill
