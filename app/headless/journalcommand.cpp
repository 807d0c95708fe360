// SPDX-License-Identifier: GPL-3.0-or-later
#include "journalcommand.h"

#include "headlesssystem.h"
#include "journalexport.h"
#include "journaljson.h"
#include "options.h"
#include "output.h"

#include <core/instanttext.h>
#include <core/json.h>
#include <store/keystore.h>
#include <tables/journalquery.h>

#include <QCoreApplication>
#include <QJsonArray>

namespace sm::app {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::app::JournalCommand", text); }

constexpr int DefaultLimit = 50;

QByteArray lineOf(const JournalEntry &entry)
{
    const QStringList columns{QString::number(entry.id).rightJustified(6), utcText(entry.intentAt, Detail::Seconds),
        operations::wordOf(entry.state).leftJustified(8), entry.title, entry.resource};
    return columns.join(u"  "_s).toUtf8() + '\n';
}

} // namespace

JournalCommand::JournalCommand(const Options &options)
    : m_options(options)
{
}

QCoro::Task<Result<ExitCode>> JournalCommand::run(CancelToken token)
{
    const auto journal = co_await operations::Journal::openWithKeyring(journalFile(m_options));
    if (!journal)
        co_return journal.error();
    const QString action = m_options.words.words.value(0, u"list"_s);
    if (action == "list"_L1)
        co_return co_await list(journal->get());
    if (action == "show"_L1)
        co_return co_await show(journal->get());
    if (action == "export"_L1)
        co_return co_await exportAll(journal->get(), token);
    co_return co_await verify(journal->get(), token);
}

Result<operations::JournalFilter> JournalCommand::filter() const
{
    const auto query = tables::JournalQuery::parse(m_options.words.words.mid(1).join(u' '));
    operations::JournalFilter filter;
    filter.search = query.search;
    filter.from = query.from;
    filter.to = query.to;
    filter.actor = query.actor;
    filter.system = query.system;
    filter.uses = query.uses;
    filter.resource = query.resource;
    filter.state = query.state;
    filter.limit = DefaultLimit;
    if (!m_options.words.isSet(u"limit"_s))
        return filter;
    bool isNumber = false;
    filter.limit = m_options.words.value(u"limit"_s).toInt(&isNumber);
    if (!isNumber || filter.limit < 1)
        return Error(Error::Kind::Invalid, tr("--limit takes a number of entries, from 1."));
    return filter;
}

QCoro::Task<Result<ExitCode>> JournalCommand::list(operations::Journal *journal)
{
    const Result<operations::JournalFilter> wanted = filter();
    if (!wanted)
        co_return wanted.error();
    const auto entries = co_await journal->entries(*wanted);
    if (!entries)
        co_return entries.error();
    QJsonArray json;
    for (const JournalEntry &entry : *entries) {
        if (m_options.words.isSet(u"json"_s))
            json.append(summaryOf(entry));
        else
            toStandardOutput(lineOf(entry));
    }
    if (m_options.words.isSet(u"json"_s))
        toStandardOutput(toIndentedJson(json));
    co_return ExitCode::Done;
}

QCoro::Task<Result<ExitCode>> JournalCommand::show(operations::Journal *journal)
{
    bool isNumber = false;
    const qint64 id = m_options.words.words.value(1).toLongLong(&isNumber);
    if (!isNumber)
        co_return Error(Error::Kind::Invalid, tr("journal show needs the number of an entry; journal list has them."));
    const Result<JournalEntry> entry = co_await journal->entry(id);
    if (!entry)
        co_return entry.error();
    toStandardOutput(toIndentedJson(detailsOf(*entry)));
    co_return ExitCode::Done;
}

QCoro::Task<Result<ExitCode>> JournalCommand::exportAll(operations::Journal *journal, CancelToken token)
{
    const Result<operations::JournalFilter> wanted = filter();
    if (!wanted)
        co_return wanted.error();
    Result<JournalExport> form = JournalExport::of(m_options.words);
    if (!form)
        co_return form.error();
    co_return co_await form->write(journal, *wanted, token);
}

QCoro::Task<Result<ExitCode>> JournalCommand::verify(operations::Journal *journal, CancelToken token)
{
    const auto found = co_await journal->verify(token);
    if (!found)
        co_return found.error();
    const auto &bad = found->firstBad;
    const bool isInKeyring = journal->keyPlace() == store::KeyPlace::Keyring;
    QJsonObject json{
        {u"rows"_s, found->rows}, {u"intact"_s, !bad.has_value()}, {u"key"_s, isInKeyring ? u"keyring"_s : u"file"_s}};
    if (bad)
        json.insert(u"firstBad"_s, QJsonObject{{u"table"_s, bad->table}, {u"row"_s, bad->row}, {u"why"_s, bad->why}});
    if (m_options.words.isSet(u"json"_s))
        toStandardOutput(toIndentedJson(json));
    else if (bad)
        toStandardOutput(tr("Changed by something else than Stationmaster: row %1 of %2. %3\n")
                .arg(QString::number(bad->row), bad->table, bad->why)
                .toUtf8());
    else
        toStandardOutput(tr("All %1 rows are as they were written.\n").arg(found->rows).toUtf8());
    if (!m_options.words.isSet(u"json"_s))
        toStandardOutput((isInKeyring ? tr("The key is in the desktop's keyring.\n")
                                      : tr("The key is in the file journal.key beside the journal.\n"))
                .toUtf8());
    co_return bad ? ExitCode::Refused : ExitCode::Done;
}

} // namespace sm::app
