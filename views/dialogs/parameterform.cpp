// SPDX-License-Identifier: GPL-3.0-or-later
#include "parameterform.h"

#include "fieldeditor.h"

#include <widgets/loadingline.h>
#include <widgets/metrics.h>
#include <widgets/scrollpane.h>
#include <widgets/textlabel.h>

#include <QFormLayout>
#include <QGridLayout>
#include <QTimer>

namespace sm::dialogs {

using widgets::TextLabel;
using widgets::TextRole;
namespace metrics = widgets::metrics;

namespace {
constexpr int settlingTime = 600; ///< ms
constexpr int mostHeight = 400; ///< of the fields: with a notice above them the window still fits into 720 pixels
} // namespace

ParameterForm::ParameterForm(const QString &title, const QList<FormField> &fields, QWidget *parent)
    : FormDialog(title, tr("Show plan…"), parent)
    , m_fields(new QWidget)
    , m_loading(new widgets::LoadingLine)
    , m_status(new TextLabel(TextRole::Secondary))
    , m_settled(new QTimer(this))
{
    setMinimumWidth(600);
    setIntroduction(tr("Nothing is changed before you have seen the plan."));
    buildFields(fields);
    m_settled->setSingleShot(true);
    m_settled->setInterval(settlingTime);
    connect(m_settled, &QTimer::timeout, this, [this] {
        const QStringList stale = std::exchange(m_stale, {});
        for (const QString &name : stale) {
            editor(name)->setLoading();
            Q_EMIT optionsWanted(name);
        }
    });
}

void ParameterForm::buildFields(const QList<FormField> &fields)
{
    auto *layout = new QGridLayout(m_fields); // a form's layout forgets how high wrapped text is when rows change
    layout->setContentsMargins(2, 2, metrics::gap, 2); // room for the ring around what has the focus
    layout->setHorizontalSpacing(metrics::cardPadding);
    layout->setVerticalSpacing(metrics::cardGap);
    layout->setColumnStretch(1, 1);
    for (const FormField &field : fields) {
        auto *each = new FieldEditor(field);
        const QString label = field.isRequired ? field.title : tr("%1 (optional)").arg(field.title);
        auto *name = new TextLabel(field.kind == FormField::Kind::Boolean ? QString() : label, TextRole::Body);
        name->setMinimumHeight(metrics::controlHeight); // on one line with the field's text
        name->setBuddy(each->input());
        connect(each, &FieldEditor::changed, this, [this, name = field.name] { fieldChanged(name); });
        const int row = static_cast<int>(m_editors.size());
        layout->addWidget(name, row, 0, Qt::AlignLeft | Qt::AlignTop);
        layout->addWidget(each, row, 1);
        m_editors.append(each);
    }
    layout->setRowStretch(static_cast<int>(m_editors.size()), 1);
    auto *pane = new widgets::ScrollPane(tr("Values"));
    pane->setContent(m_fields);
    pane->setFocusPolicy(Qt::NoFocus); // the fields are the stops
    pane->setMinimumHeight(std::min(m_fields->sizeHint().height() + metrics::gap, mostHeight));
    form()->addRow(pane);
    form()->addRow(m_loading);
    form()->addRow(m_status);
    m_status->hide();
    if (FieldEditor *first = firstToFill())
        first->setFocus();
}

/// What has to be given and is not there yet; else the first of all.
FieldEditor *ParameterForm::firstToFill() const
{
    const auto isOpen = [](const FieldEditor *each) {
        const Result<QJsonValue> value = each->value();
        return each->field().isRequired && each->secret().isEmpty() && (!value || value->isUndefined());
    };
    const auto found = std::find_if(m_editors.begin(), m_editors.end(), isOpen);
    return found == m_editors.end() ? m_editors.value(0) : *found;
}

FieldEditor *ParameterForm::editor(const QString &name) const
{
    const auto found = std::find_if(
        m_editors.begin(), m_editors.end(), [&name](const FieldEditor *each) { return each->field().name == name; });
    return found == m_editors.end() ? nullptr : *found;
}

FormValues ParameterForm::values() const
{
    FormValues given;
    for (const FieldEditor *each : m_editors) {
        const QString name = each->field().name;
        const QJsonValue value = each->value().value_or(QJsonValue(QJsonValue::Undefined));
        if (!value.isUndefined())
            given.values.insert(name, value);
        if (each->field().kind == FormField::Kind::Secret && !each->secret().isEmpty())
            given.secrets.insert(name, each->secret());
    }
    return given;
}

bool ParameterForm::isReadable()
{
    QMap<QString, QString> problems;
    for (const FieldEditor *each : std::as_const(m_editors)) {
        if (const Result<QJsonValue> value = each->value(); !value)
            problems.insert(each->field().name, value.error().message());
    }
    setProblems(problems);
    return problems.isEmpty();
}

void ParameterForm::setProblems(const QMap<QString, QString> &problems)
{
    FieldEditor *first = nullptr;
    for (FieldEditor *each : std::as_const(m_editors)) {
        const QString problem = problems.value(each->field().name);
        each->setProblem(problem);
        if (!first && !problem.isEmpty())
            first = each;
    }
    if (first)
        first->input()->setFocus();
}

void ParameterForm::setPlanning(bool planning)
{
    m_fields->setEnabled(!planning);
    setSubmittable(!planning);
    m_loading->setLoading(planning);
    m_status->setText(planning ? tr("Looking at what is there now…") : QString());
    m_status->setVisible(planning);
}

void ParameterForm::setOptions(const QString &field, const QList<FieldOption> &options)
{
    if (FieldEditor *each = editor(field))
        each->setOptions(options);
}

void ParameterForm::setOptionsProblem(const QString &field, const Error &error)
{
    if (FieldEditor *each = editor(field))
        each->setOptionsProblem(error.code() == QStringLiteral("ValueNeeded")
                ? error.message()
                : tr("What there is could not be read: %1 Type the value.").arg(error.message()));
}

void ParameterForm::askForOptions()
{
    for (FieldEditor *each : std::as_const(m_editors)) {
        if (!each->field().hasOptions)
            continue;
        each->setLoading();
        Q_EMIT optionsWanted(each->field().name);
    }
}

void ParameterForm::fieldChanged(const QString &name)
{
    editor(name)->setProblem({});
    for (const FieldEditor *each : std::as_const(m_editors)) {
        if (each->field().optionsNeed.contains(name) && !m_stale.contains(each->field().name))
            m_stale << each->field().name;
    }
    if (!m_stale.isEmpty())
        m_settled->start();
}

} // namespace sm::dialogs
