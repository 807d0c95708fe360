// SPDX-License-Identifier: GPL-3.0-or-later
#include "undocommand.h"

#include "approvalfiles.h"
#include "carryout.h"
#include "givenanswers.h"
#include "headlesssystem.h"
#include "logging.h"
#include "options.h"
#include "output.h"

#include <core/json.h>

#include <QCoreApplication>

namespace sm::app {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::app::UndoCommand", text); }

void tellOf(const QList<operations::NotUndone> &steps)
{
    for (const operations::NotUndone &each : steps)
        toStandardError(tr("Left out: step %1, %2. %3")
                .arg(QString::number(each.step + 1), operations::wordOf(each.reason), onOneLine(each.why)));
}

} // namespace

UndoCommand::UndoCommand(Foundation &foundation, const Options &options)
    : m_foundation(foundation)
    , m_options(options)
{
    const QString target = m_options.words.words.value(0);
    m_isRun = target.startsWith("run:"_L1);
    m_target = (m_isRun ? target.mid(4) : target).toLongLong();
}

UndoCommand::~UndoCommand() = default;

QString UndoCommand::warning() const { return m_system ? m_system->clockWarning() : QString(); }

QCoro::Task<Result<SystemInfo>> UndoCommand::systemOfTarget()
{
    const auto journal = co_await operations::Journal::openWithKeyring(journalFile(m_options));
    if (!journal)
        co_return journal.error();
    if (m_isRun) {
        const Result<JournalRun> run = co_await (*journal)->run(m_target);
        if (!run)
            co_return run.error();
        co_return run->system;
    }
    const Result<JournalEntry> entry = co_await (*journal)->entry(m_target);
    if (!entry)
        co_return entry.error();
    co_return entry->system;
}

QCoro::Task<Result<operations::UndoPlan>> UndoCommand::planned(CancelToken token)
{
    operations::Undo undo = m_system->undo();
    if (m_isRun)
        co_return co_await undo.run(m_target, token);
    co_return co_await undo.entry(m_target, token);
}

QCoro::Task<Result<ExitCode>> UndoCommand::run(CancelToken token)
{
    if (m_target <= 0)
        co_return Error(Error::Kind::Invalid,
            tr("undo needs the number of a journal entry, or run:NUMBER; `stationmaster journal list` has them."));
    const Result<SystemInfo> system = co_await systemOfTarget();
    if (!system)
        co_return system.error();
    auto opened = co_await HeadlessSystem::open(&m_foundation, &m_options, *system);
    if (!opened)
        co_return opened.error();
    m_system = std::move(*opened);
    const Result<operations::UndoPlan> undo = co_await planned(token);
    if (!undo)
        co_return undo.error();
    tellOf(undo->notUndone);
    const QString reason = m_options.words.value(u"reason"_s);
    if (m_options.words.isSet(u"request"_s))
        co_return co_await writeRequest(
            m_system.get(), undo->plan, {{}, {}, reason, 0}, m_options.words.value(u"request"_s), token);
    if (!m_options.words.isSet(u"yes"_s) || m_options.words.isSet(u"plan"_s))
        co_return printPlan(*undo);
    const WantedRun wanted{undo->plan, {}, reason, {}, {}, 0, undo->notUndone};
    co_return co_await carryOut(&m_foundation, m_system.get(), &m_options, wanted, token);
}

Result<ExitCode> UndoCommand::printPlan(const operations::UndoPlan &undo) const
{
    if (const auto answers = GivenAnswers::of(m_options.words, undo.plan); !answers)
        return answers.error();
    QJsonObject json = jsonOf(undo.plan);
    json.insert(u"leftOut"_s, jsonOf(undo.notUndone));
    toStandardOutput(toIndentedJson(json));
    return ExitCode::Done;
}

} // namespace sm::app
