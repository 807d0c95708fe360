// SPDX-License-Identifier: GPL-3.0-or-later
#include "journalexport.h"

#include <QCoreApplication>
#include <QFile>
#include <QSaveFile>

#include <cstdio>

namespace sm::app {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::app::JournalExport", text); }

Error unwritable(const QFileDevice &file, const QString &name)
{
    return Error(Error::Kind::Storage,
        tr("%1 can not be written: %2.").arg(name.isEmpty() ? tr("Standard output") : name, file.errorString()));
}

} // namespace

Result<JournalExport> JournalExport::of(const CommandWords &words)
{
    JournalExport made;
    made.m_file = words.value(u"output"_s);
    if (made.m_file == "-"_L1)
        made.m_file.clear();
    const QString byName = made.m_file.endsWith(".csv"_L1, Qt::CaseInsensitive) ? u"csv"_s : u"json"_s;
    const QString format = words.isSet(u"format"_s) ? words.value(u"format"_s) : byName;
    if (format != "csv"_L1 && format != "json"_L1)
        return Error(Error::Kind::Invalid, tr("--format takes json or csv."));
    made.m_isCsv = format == "csv"_L1;
    if (!made.m_isCsv && words.words.size() > 1)
        return Error(Error::Kind::Invalid,
            tr("The JSON export holds the whole journal, so that it can be verified. A filter goes with --format "
               "csv."));
    return made;
}

QCoro::Task<Result<void>> JournalExport::writeTo(operations::Journal *journal, std::shared_ptr<QIODevice> device,
    operations::JournalFilter filter, CancelToken token) const
{
    if (m_isCsv)
        co_return co_await journal->exportCsv(device, filter, token);
    co_return co_await journal->exportJson(device, token);
}

QCoro::Task<Result<ExitCode>> JournalExport::write(
    operations::Journal *journal, operations::JournalFilter filter, CancelToken token) const
{
    if (m_file.isEmpty()) {
        const auto output = std::make_shared<QFile>();
        if (!output->open(stdout, QIODevice::WriteOnly))
            co_return unwritable(*output, m_file);
        const Result<void> written = co_await writeTo(journal, output, filter, token);
        if (!written)
            co_return written.error();
        if (!output->flush())
            co_return unwritable(*output, m_file);
        co_return ExitCode::Done;
    }
    const auto file = std::make_shared<QSaveFile>(m_file);
    if (!file->open(QIODevice::WriteOnly))
        co_return unwritable(*file, m_file);
    const Result<void> written = co_await writeTo(journal, file, filter, token);
    if (!written)
        co_return written.error(); // what was written so far goes with the QSaveFile
    if (!file->commit())
        co_return unwritable(*file, m_file);
    co_return ExitCode::Done;
}

} // namespace sm::app
