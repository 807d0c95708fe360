// SPDX-License-Identifier: GPL-3.0-or-later
#include "fieldinput.h"

#include <core/json.h>
#include <widgets/metrics.h>
#include <widgets/passwordfield.h>
#include <widgets/typography.h>

#include <QCheckBox>
#include <QComboBox>
#include <QCoreApplication>
#include <QDateEdit>
#include <QDoubleSpinBox>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace sm::dialogs {

using namespace Qt::Literals::StringLiterals;
using Changed = std::function<void()>;

namespace {

constexpr double largestWhole = 9'007'199'254'740'992.0; ///< beyond it a JSON number skips some
constexpr int textLines = 3;

QString tr(const char *text) { return QCoreApplication::translate("sm::dialogs::FieldInput", text); }

QJsonValue orNothing(const QString &text)
{
    return text.isEmpty() ? QJsonValue(QJsonValue::Undefined) : QJsonValue(text);
}

FieldInput lineInput(const FormField &field, const Changed &changed, const QString &example = {})
{
    auto *edit = new QLineEdit(field.initial.toVariant().toString());
    edit->setCursorPosition(0); // what is too long is read from its beginning
    edit->setPlaceholderText(example);
    QObject::connect(edit, &QLineEdit::textEdited, edit, changed);
    return {edit, [edit] { return orNothing(edit->text()); }, {}};
}

FieldInput numberInput(const FormField &field, const Changed &changed)
{
    FieldInput input = lineInput(field, changed);
    input.value = [edit = qobject_cast<QLineEdit *>(input.widget)]() -> Result<QJsonValue> {
        bool isNumber = false;
        const double number = edit->text().trimmed().toDouble(&isNumber);
        return isNumber ? QJsonValue(number) : orNothing(edit->text());
    };
    return input;
}

/// Its lowest value stands for "not given".
FieldInput integerInput(const FormField &field, const Changed &changed)
{
    auto *spin = new QDoubleSpinBox;
    spin->setDecimals(0);
    const double lowest = field.minimum.value_or(-largestWhole);
    spin->setRange(lowest - 1, field.maximum.value_or(largestWhole));
    spin->setSpecialValueText(tr("Not given"));
    spin->setValue(field.initial.isDouble() ? field.initial.toDouble() : spin->minimum());
    spin->setCorrectionMode(QAbstractSpinBox::CorrectToNearestValue);
    QObject::connect(spin, &QDoubleSpinBox::valueChanged, spin, changed);
    return {spin,
        [spin]() -> Result<QJsonValue> {
            if (spin->value() <= spin->minimum())
                return QJsonValue(QJsonValue::Undefined);
            return QJsonValue(static_cast<qint64>(spin->value()));
        },
        {}};
}

FieldInput booleanInput(const FormField &field, const Changed &changed)
{
    auto *box = new QCheckBox(field.title);
    box->setChecked(field.initial.toBool());
    QObject::connect(box, &QCheckBox::toggled, box, changed);
    return {box, [box] { return QJsonValue(box->isChecked()); }, {}};
}

FieldInput choiceInput(const FormField &field, const Changed &changed)
{
    auto *box = new QComboBox;
    if (!field.isRequired || field.initial.isUndefined())
        box->addItem(tr("Not given"), QString());
    for (const QString &choice : field.choices)
        box->addItem(choice, choice);
    box->setCurrentIndex(std::max(0, box->findData(field.initial.toString())));
    QObject::connect(box, &QComboBox::activated, box, changed);
    return {box, [box] { return orNothing(box->currentData().toString()); }, {}};
}

FieldInput optionsInput(const FormField &field, const Changed &changed)
{
    auto *box = new QComboBox;
    box->setEditable(true);
    box->setInsertPolicy(QComboBox::NoInsert);
    box->setEditText(field.initial.toVariant().toString());
    box->lineEdit()->setAccessibleName(field.title);
    QObject::connect(box, &QComboBox::editTextChanged, box, changed);
    const auto value = [box] {
        const int chosen = box->findText(box->currentText());
        return orNothing(chosen < 0 ? box->currentText() : box->itemData(chosen).toString());
    };
    return {box, value, {}, box};
}

QPlainTextEdit *textEdit(const QString &text, const Changed &changed)
{
    auto *edit = new QPlainTextEdit(text);
    edit->setTabChangesFocus(true);
    edit->setFixedHeight(textLines * widgets::lineHeight(widgets::TextRole::Body) + 2 * widgets::metrics::gap);
    QObject::connect(edit, &QPlainTextEdit::textChanged, edit, changed);
    return edit;
}

FieldInput textInput(const FormField &field, const Changed &changed)
{
    QPlainTextEdit *edit = textEdit(field.initial.toString(), changed);
    return {edit, [edit] { return orNothing(edit->toPlainText()); }, {}};
}

FieldInput listInput(const FormField &field, const Changed &changed)
{
    QPlainTextEdit *edit = textEdit(field.initial.toVariant().toStringList().join(u'\n'), changed);
    edit->setPlaceholderText(tr("One a line"));
    return {edit,
        [edit]() -> Result<QJsonValue> {
            const QStringList lines = edit->toPlainText().split(u'\n', Qt::SkipEmptyParts);
            return lines.isEmpty() ? QJsonValue(QJsonValue::Undefined) : QJsonValue(QJsonArray::fromStringList(lines));
        },
        {}};
}

/// Its arrows open it: what one walks over is not chosen yet.
class AdditionBox : public QComboBox
{
public:
    using QComboBox::QComboBox;

protected:
    void keyPressEvent(QKeyEvent *event) override
    {
        if (event->key() == Qt::Key_Down || event->key() == Qt::Key_Up)
            showPopup();
        else
            QComboBox::keyPressEvent(event);
    }
    void wheelEvent(QWheelEvent *event) override { event->ignore(); }
};

void addLine(QPlainTextEdit &edit, const QString &line)
{
    QStringList lines = edit.toPlainText().split(u'\n', Qt::SkipEmptyParts);
    if (!lines.contains(line))
        edit.setPlainText((lines << line).join(u'\n'));
}

/// Lines, and below them what may be added to them.
FieldInput listOptionsInput(const FormField &field, const Changed &changed)
{
    const FieldInput lines = listInput(field, changed);
    auto *edit = qobject_cast<QPlainTextEdit *>(lines.widget);
    edit->setAccessibleName(field.title);
    auto *options = new AdditionBox;
    options->setPlaceholderText(tr("Add…"));
    options->setAccessibleName(tr("Add to %1").arg(field.title));
    QObject::connect(options, &QComboBox::activated, edit, [edit, options](int chosen) {
        addLine(*edit, options->itemData(chosen).toString());
        options->setCurrentIndex(-1);
    });
    auto *both = new QWidget;
    both->setFocusProxy(edit);
    auto *layout = new QVBoxLayout(both);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(widgets::metrics::smallGap);
    layout->addWidget(edit);
    layout->addWidget(options);
    return {both, lines.value, {}, options};
}

FieldInput jsonInput(const FormField &field, const Changed &changed)
{
    const QString initial
        = field.initial.isUndefined() ? QString() : QString::fromUtf8(toIndentedJson(field.initial)).trimmed();
    QPlainTextEdit *edit = textEdit(initial, changed);
    edit->setFont(widgets::fontFor(widgets::TextRole::Code));
    return {edit,
        [edit]() -> Result<QJsonValue> {
            const QString text = edit->toPlainText().trimmed();
            if (text.isEmpty())
                return QJsonValue(QJsonValue::Undefined);
            const Result<QJsonValue> json = parseJson(text.toUtf8());
            if (!json)
                return Error(Error::Kind::Invalid, tr("is no JSON: %1").arg(json.error().message()));
            return json;
        },
        {}};
}

FieldInput secretInput(const FormField &field, const Changed &changed)
{
    auto *edit = new widgets::PasswordField(field.title);
    QObject::connect(edit, &widgets::PasswordField::changed, edit, changed);
    return {edit, [] { return QJsonValue(QJsonValue::Undefined); }, [edit] { return edit->secret(); }};
}

} // namespace

FieldInput makeFieldInput(const FormField &field, std::function<void()> changed)
{
    if (field.hasOptions)
        return field.kind == FormField::Kind::List ? listOptionsInput(field, changed) : optionsInput(field, changed);
    switch (field.kind) {
    case FormField::Kind::Line:
        return lineInput(field, changed);
    case FormField::Kind::Date:
        return lineInput(field, changed, u"2026-01-31"_s);
    case FormField::Kind::Duration:
        return lineInput(field, changed, u"1h30m"_s);
    case FormField::Kind::Text:
        return textInput(field, changed);
    case FormField::Kind::Integer:
        return integerInput(field, changed);
    case FormField::Kind::Number:
        return numberInput(field, changed);
    case FormField::Kind::Boolean:
        return booleanInput(field, changed);
    case FormField::Kind::Choice:
        return choiceInput(field, changed);
    case FormField::Kind::List:
        return listInput(field, changed);
    case FormField::Kind::Secret:
        return secretInput(field, changed);
    case FormField::Kind::Json:
        return jsonInput(field, changed);
    }
    Q_UNREACHABLE();
}

} // namespace sm::dialogs
