// SPDX-License-Identifier: GPL-3.0-or-later
#include "runbookactions.h"

#include "runbookform.h"

#include <dialogs/keeprunbookdialog.h>

#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>

namespace sm::pages {

using controllers::RunbooksController;
using dialogs::KeepRunbookDialog;

RunbookActions::RunbookActions(RunbooksController &controller, Selection selection, QWidget *window)
    : QObject(window)
    , m_controller(controller)
    , m_selection(std::move(selection))
    , m_window(window)
    , m_form(new RunbookForm(controller, window))
    , m_plan(add(tr("Plan…"), &RunbookActions::planRun))
    , m_undo(add(tr("Undo last run…"), &RunbookActions::planUndo))
    , m_policy(add(tr("Copy IAM policy"), &RunbookActions::copyPolicy))
    , m_journal(add(tr("Show in journal"), &RunbookActions::showInJournal))
    , m_keep(add(tr("Keep…"), &RunbookActions::keepDraft))
    , m_discard(add(tr("Discard"), &RunbookActions::discardDraft))
    , m_import(add(tr("Import…"), &RunbookActions::importFile))
{
    m_import->setShortcut(QKeySequence::Open);
    m_window->addActions(all());
    connectController();
    update();
}

QAction *RunbookActions::add(const QString &text, void (RunbookActions::*slot)())
{
    auto *action = new QAction(text, this);
    connect(action, &QAction::triggered, this, slot);
    return action;
}

QList<QAction *> RunbookActions::all() const
{
    return {m_plan, m_undo, m_policy, m_journal, m_keep, m_discard, m_import};
}

void RunbookActions::connectController()
{
    connect(m_form, &RunbookForm::planned, this, &RunbookActions::planned);
    connect(m_form, &RunbookForm::failed, this, &RunbookActions::failed);
    connect(&m_controller, &RunbooksController::failed, this, [this](const Error &error) {
        if (m_keeping)
            m_keeping->showError(error);
        else
            Q_EMIT failed(error);
    });
    connect(&m_controller, &RunbooksController::planningChanged, this, &RunbookActions::update);
}

const RunbookInfo *RunbookActions::selected() const { return m_controller.table().find(m_selection()); }

void RunbookActions::update()
{
    const RunbookInfo *info = selected();
    const bool isDraft = info && info->isDraft;
    const bool isKept = info && !info->isDraft;
    const std::optional<LastRun> last = isKept ? m_controller.table().lastRun(info->key) : std::nullopt;
    const bool isFree = !m_controller.isPlanning();
    m_plan->setEnabled(isKept && isFree);
    m_undo->setEnabled(last && last->canBeUndone && isFree);
    m_journal->setEnabled(last && last->entry != 0);
    m_policy->setEnabled(info);
    m_keep->setEnabled(isDraft);
    m_discard->setEnabled(isDraft);
}

void RunbookActions::planRun() { planWith({}); }

void RunbookActions::planWith(const QJsonObject &values) { m_form->open(m_selection(), values); }

void RunbookActions::planUndo() { m_form->planUndo(m_selection()); }

void RunbookActions::copyPolicy()
{
    const RunbookInfo *info = selected();
    if (!info)
        return;
    const Result<controllers::ShownPolicy> policy = m_controller.policy(info->key);
    if (!policy) {
        Q_EMIT failed(policy.error());
        return;
    }
    QGuiApplication::clipboard()->setText(policy->json);
    const QString copied = tr("The policy of “%1” is in the clipboard.").arg(info->title);
    Q_EMIT noted(policy->note.isEmpty() ? copied : copied + u' ' + policy->note);
}

void RunbookActions::showInJournal()
{
    if (const std::optional<LastRun> last = m_controller.table().lastRun(m_selection()))
        Q_EMIT journalRequested(last->entry);
}

void RunbookActions::keepDraft()
{
    const RunbookInfo *info = selected();
    if (!info || !info->isDraft)
        return;
    const QList<RunbookFinding> findings = info->findings.value_or(QList<RunbookFinding>());
    m_keeping = new KeepRunbookDialog(info->title, m_controller.system().title,
        findings.isEmpty() ? QString() : tables::findingsText(findings), m_window);
    connect(m_keeping, &KeepRunbookDialog::submitted, this, [this, key = info->key] {
        m_keeping->clearError();
        m_controller.save(key, m_keeping->title(), m_keeping->reviewBy());
    });
    connect(&m_controller, &RunbooksController::saved, m_keeping, &QDialog::accept);
    m_keeping->open();
}

void RunbookActions::discardDraft()
{
    const RunbookInfo *info = selected();
    if (info && info->isDraft)
        m_controller.discard(QString(info->key)); // a copy: what it names goes
}

void RunbookActions::importFile()
{
    auto *dialog = new QFileDialog(m_window, tr("Import runbooks"), {}, tr("Markdown (*.md *.markdown)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, &m_controller, &RunbooksController::import);
    dialog->open();
}

} // namespace sm::pages
