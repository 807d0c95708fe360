// SPDX-License-Identifier: GPL-3.0-or-later
#include "journalexport.h"

#include <QCoreApplication>
#include <QFile>

#include <cstdio>

namespace sm::app {

using namespace Qt::Literals::StringLiterals;
using operations::ExportForm;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::app::JournalExport", text); }

} // namespace

Result<JournalExport> JournalExport::of(const CommandWords &words)
{
    JournalExport made;
    made.m_file = words.value(u"output"_s);
    if (made.m_file == "-"_L1)
        made.m_file.clear();
    made.m_form = operations::exportFormOf(made.m_file);
    if (words.isSet(u"format"_s)) {
        const QString format = words.value(u"format"_s);
        if (format != "csv"_L1 && format != "json"_L1)
            return Error(Error::Kind::Invalid, tr("--format takes json or csv."));
        made.m_form = format == "csv"_L1 ? ExportForm::Csv : ExportForm::Json;
    }
    if (made.m_form == ExportForm::Json && words.words.size() > 1)
        return Error(Error::Kind::Invalid,
            tr("The JSON export holds the whole journal, so that it can be verified. A filter goes with --format "
               "csv."));
    return made;
}

QCoro::Task<Result<ExitCode>> JournalExport::write(
    operations::Journal *journal, operations::JournalFilter filter, CancelToken token) const
{
    const Result<void> written = m_file.isEmpty()
        ? co_await writeToOutput(journal, filter, token)
        : co_await operations::exportJournal(journal, m_file, m_form, filter, token);
    if (!written)
        co_return written.error();
    co_return ExitCode::Done;
}

QCoro::Task<Result<void>> JournalExport::writeToOutput(
    operations::Journal *journal, operations::JournalFilter filter, CancelToken token) const
{
    const auto output = std::make_shared<QFile>();
    const auto unwritable = [output] {
        return Error(Error::Kind::Storage, tr("Standard output can not be written: %1.").arg(output->errorString()));
    };
    if (!output->open(stdout, QIODevice::WriteOnly))
        co_return unwritable();
    const Result<void> written = m_form == ExportForm::Csv ? co_await journal->exportCsv(output, filter, token)
                                                           : co_await journal->exportJson(output, token);
    if (!written)
        co_return written.error();
    if (!output->flush())
        co_return unwritable();
    co_return ok();
}

} // namespace sm::app
