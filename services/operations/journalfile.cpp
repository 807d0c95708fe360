// SPDX-License-Identifier: GPL-3.0-or-later
#include "journalfile.h"

#include <QCoreApplication>
#include <QSaveFile>

namespace sm::operations {

using namespace Qt::Literals::StringLiterals;

namespace {

Error unwritable(const QSaveFile &file)
{
    return Error(Error::Kind::Storage,
        QCoreApplication::translate("sm::operations::ExportForm", "%1 can not be written: %2.")
            .arg(file.fileName(), file.errorString()));
}

} // namespace

ExportForm exportFormOf(const QString &file)
{
    return file.endsWith(".csv"_L1, Qt::CaseInsensitive) ? ExportForm::Csv : ExportForm::Json;
}

QCoro::Task<Result<void>> exportJournal(
    Journal *journal, QString file, ExportForm form, JournalFilter filter, CancelToken token)
{
    const auto device = std::make_shared<QSaveFile>(file);
    if (!device->open(QIODevice::WriteOnly))
        co_return unwritable(*device);
    const Result<void> written = form == ExportForm::Csv ? co_await journal->exportCsv(device, filter, token)
                                                         : co_await journal->exportJson(device, token);
    if (!written)
        co_return written.error(); // what was written so far goes with the QSaveFile
    if (!device->commit())
        co_return unwritable(*device);
    co_return ok();
}

} // namespace sm::operations
