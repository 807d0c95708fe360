// SPDX-License-Identifier: GPL-3.0-or-later
#include "runbookactions.h"

#include <dialogs/keeprunbookdialog.h>
#include <dialogs/parameterform.h>

#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>

namespace sm::pages {

using controllers::RunbooksController;
using dialogs::KeepRunbookDialog;
using dialogs::ParameterForm;

RunbookActions::RunbookActions(RunbooksController &controller, Selection selection, QWidget *window)
    : QObject(window)
    , m_controller(controller)
    , m_selection(std::move(selection))
    , m_window(window)
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
    connect(&m_controller, &RunbooksController::planned, this, [this](const UserPlan &plan) {
        if (m_form)
            m_form->accept();
        Q_EMIT planned(plan);
    });
    connect(&m_controller, &RunbooksController::planFailed, this, [this](const Error &error) {
        if (m_form)
            m_form->showError(error);
        else
            Q_EMIT failed(error);
    });
    connect(&m_controller, &RunbooksController::failed, this, [this](const Error &error) {
        if (m_keeping)
            m_keeping->showError(error);
        else
            Q_EMIT failed(error);
    });
    connect(&m_controller, &RunbooksController::undoPlanned, this, &RunbookActions::planned);
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

void RunbookActions::planWith(const QJsonObject &values)
{
    const RunbookInfo *info = selected();
    if (!info || info->isDraft)
        return;
    QList<FormField> fields = m_controller.fields(info->key);
    for (FormField &field : fields) {
        if (values.contains(field.name))
            field.initial = values.value(field.name);
    }
    if (fields.isEmpty()) {
        m_controller.plan(info->key, {});
        return;
    }
    m_form = new ParameterForm(info->title, fields, m_window);
    connectForm(m_form, info->key);
    m_form->open();
    m_form->askForOptions();
}

void RunbookActions::connectForm(ParameterForm *form, const QString &key)
{
    connect(form, &ParameterForm::optionsWanted, this,
        [this, form, key](const QString &field) { m_controller.readOptions(key, field, form->values()); });
    connect(&m_controller, &RunbooksController::optionsRead, form, &ParameterForm::setOptions);
    connect(&m_controller, &RunbooksController::optionsFailed, form, &ParameterForm::setOptionsProblem);
    connect(&m_controller, &RunbooksController::planningChanged, form,
        [this, form] { form->setPlanning(m_controller.isPlanning()); });
    connect(form, &ParameterForm::submitted, this, [this, form, key] { submit(form, key); });
    connect(form, &QDialog::rejected, &m_controller, &RunbooksController::cancelPlan);
}

/// What is wrong is said beside its field, and nothing typed is lost.
void RunbookActions::submit(ParameterForm *form, const QString &key)
{
    if (!form->isReadable())
        return;
    const FormValues values = form->values();
    const QMap<QString, QString> problems = m_controller.check(key, values);
    form->setProblems(problems);
    if (!problems.isEmpty())
        return;
    form->clearError();
    m_controller.plan(key, values);
}

void RunbookActions::planUndo()
{
    if (const RunbookInfo *info = selected())
        m_controller.planUndo(info->key);
}

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
