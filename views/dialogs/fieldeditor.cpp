// SPDX-License-Identifier: GPL-3.0-or-later
#include "fieldeditor.h"

#include <widgets/loadingline.h>
#include <widgets/metrics.h>
#include <widgets/textlabel.h>

#include <QAccessible>
#include <QComboBox>
#include <QPlainTextEdit>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace sm::dialogs {

using widgets::TextLabel;
using widgets::TextRole;
namespace metrics = widgets::metrics;

FieldEditor::FieldEditor(const FormField &field, QWidget *parent)
    : QWidget(parent)
    , m_field(field)
    , m_input(makeFieldInput(field, [this] { Q_EMIT changed(); }))
    , m_problem(new TextLabel(TextRole::Secondary))
    , m_status(new TextLabel(TextRole::Secondary))
    , m_loading(new widgets::LoadingLine)
{
    QWidget *widget = m_input.widget;
    widget->setAccessibleName(field.title);
    widget->setAccessibleDescription(m_input.options ? field.title : field.help);
    if (!qobject_cast<QPlainTextEdit *>(widget))
        widget->setMinimumHeight(metrics::controlHeight);
    setFocusProxy(widget);
    buildLayout();
}

void FieldEditor::buildLayout()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_input.widget);
    layout->addWidget(m_loading);
    m_loading->setVisible(m_field.hasOptions);
    m_problem->setTone(widgets::Tone::Bad);
    auto *help = new TextLabel(m_field.help, TextRole::Secondary);
    for (TextLabel *label : {m_problem, m_status, help}) {
        label->setWordWrap(true);
        label->setVisible(label == help && !m_field.help.isEmpty());
        layout->addWidget(label);
    }
}

void FieldEditor::setProblem(const QString &clause)
{
    const bool isNew = !clause.isEmpty() && !m_problem->isVisibleTo(this);
    m_problem->setText(clause.isEmpty() ? QString() : tr("%1 %2.").arg(m_field.title, clause));
    m_problem->setVisible(!clause.isEmpty());
    if (isNew) {
        QAccessibleEvent alert(m_problem, QAccessible::Alert);
        QAccessible::updateAccessibility(&alert);
    }
}

void FieldEditor::setLoading()
{
    m_loading->setLoading(true);
    tell(tr("Reading what there is…"));
}

void FieldEditor::setOptions(const QList<FieldOption> &options)
{
    m_loading->setLoading(false);
    tell(options.isEmpty() ? tr("There is nothing to choose from. Type the value.") : QString());
    const QString typed = m_input.options->currentText();
    const QSignalBlocker blocker(m_input.options);
    m_input.options->clear();
    for (const FieldOption &option : options) {
        const QString text = option.title.isEmpty() || option.title == option.value
            ? option.value
            : tr("%1 (%2)").arg(option.title, option.value);
        m_input.options->addItem(text, option.value);
    }
    const int known = m_input.options->findData(typed);
    m_input.options->setCurrentIndex(known);
    if (known < 0)
        m_input.options->setEditText(typed);
}

void FieldEditor::setOptionsProblem(const QString &sentence)
{
    m_loading->setLoading(false);
    tell(sentence);
}

void FieldEditor::tell(const QString &sentence)
{
    m_status->setText(sentence);
    m_status->setVisible(!sentence.isEmpty());
}

} // namespace sm::dialogs
