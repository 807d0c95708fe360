// SPDX-License-Identifier: GPL-3.0-or-later
#include "runbookform.h"

#include <dialogs/parameterform.h>

namespace sm::pages {

using controllers::RunbooksController;
using dialogs::ParameterForm;

RunbookForm::RunbookForm(RunbooksController &controller, QWidget *window)
    : QObject(window)
    , m_controller(controller)
    , m_window(window)
{
    connect(&m_controller, &RunbooksController::planned, this, &RunbookForm::takePlan);
    connect(&m_controller, &RunbooksController::undoPlanned, this, &RunbookForm::takePlan);
    connect(&m_controller, &RunbooksController::planFailed, this, &RunbookForm::takeFailure);
}

void RunbookForm::takePlan(const UserPlan &plan)
{
    if (!std::exchange(m_isAwaited, false))
        return;
    if (m_form)
        m_form->accept();
    Q_EMIT planned(plan);
}

void RunbookForm::takeFailure(const Error &error)
{
    if (!std::exchange(m_isAwaited, false))
        return;
    if (m_form)
        m_form->showError(error);
    else
        Q_EMIT failed(error);
}

void RunbookForm::open(const QString &key, const QJsonObject &values)
{
    const RunbookInfo *info = m_controller.table().find(key);
    if (!info || info->isDraft)
        return;
    QList<FormField> fields = m_controller.fields(key);
    for (FormField &field : fields) {
        if (values.contains(field.name))
            field.initial = values.value(field.name);
    }
    if (fields.isEmpty()) {
        plan(key, {});
        return;
    }
    m_form = new ParameterForm(info->title, fields, m_window);
    connectForm(m_form, key);
    m_form->open();
    m_form->askForOptions();
}

void RunbookForm::connectForm(ParameterForm *form, const QString &key)
{
    connect(form, &ParameterForm::optionsWanted, this,
        [this, form, key](const QString &field) { m_controller.readOptions(key, field, form->values()); });
    connect(&m_controller, &RunbooksController::optionsRead, form, &ParameterForm::setOptions);
    connect(&m_controller, &RunbooksController::optionsFailed, form, &ParameterForm::setOptionsProblem);
    connect(&m_controller, &RunbooksController::planningChanged, form,
        [this, form] { form->setPlanning(m_controller.isPlanning()); });
    connect(form, &ParameterForm::submitted, this, [this, form, key] { submit(form, key); });
    connect(form, &QDialog::rejected, this, &RunbookForm::cancel);
}

void RunbookForm::cancel()
{
    m_isAwaited = false;
    m_controller.cancelPlan();
}

bool RunbookForm::planFilled(const QString &key, const QJsonObject &values)
{
    const FormValues filled{values, {}};
    const RunbookInfo *info = m_controller.table().find(key);
    if (!info || info->isDraft || !m_controller.check(key, filled).isEmpty())
        return false;
    plan(key, filled);
    return true;
}

/// What is wrong is said beside its field, and nothing typed is lost.
void RunbookForm::submit(ParameterForm *form, const QString &key)
{
    if (!form->isReadable())
        return;
    const FormValues values = form->values();
    const QMap<QString, QString> problems = m_controller.check(key, values);
    form->setProblems(problems);
    if (!problems.isEmpty())
        return;
    form->clearError();
    plan(key, values);
}

void RunbookForm::plan(const QString &key, const FormValues &values)
{
    m_isAwaited = true;
    m_controller.plan(key, values);
}

void RunbookForm::planUndo(const QString &key)
{
    m_isAwaited = true;
    m_controller.planUndo(key);
}

void RunbookForm::planUndoOfRun(qint64 run)
{
    m_isAwaited = true;
    m_controller.planUndoOfRun(run);
}

} // namespace sm::pages
