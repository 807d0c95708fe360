// SPDX-License-Identifier: GPL-3.0-or-later
#include "costsfilter.h"

#include <dialogs/costfilterdialog.h>
#include <tables/costtext.h>
#include <widgets/buttons.h>
#include <widgets/filterfield.h>
#include <widgets/metrics.h>

#include <QHBoxLayout>
#include <QToolButton>

namespace sm::pages {

using namespace Qt::Literals::StringLiterals;
using controllers::CostsController;
using controllers::CostsQuestion;
using widgets::FilterChip;

namespace {

const QString Excluded = u"not-"_s;

/// Dimensions that have a name of their own: `tag:team=data`.
const QStringList &namedKinds()
{
    static const QStringList kinds{u"tag"_s, u"cost-category"_s};
    return kinds;
}

QString noValue() { return tables::groupName({}); }

FilterChip chipOf(const CostFilter &filter, const QString &value)
{
    const QString key = filter.dimension.section(u':', 0, 0);
    const QString name = filter.dimension.section(u':', 1);
    const QString shown = value.isEmpty() ? noValue() : value;
    return {(filter.excluded ? Excluded : QString()) + key, name.isEmpty() ? shown : name + u'=' + shown};
}

CostFilter filterOf(const FilterChip &chip)
{
    CostFilter filter;
    filter.excluded = chip.key.startsWith(Excluded);
    filter.dimension = filter.excluded ? chip.key.mid(Excluded.size()) : chip.key;
    QString value = chip.value;
    if (namedKinds().contains(filter.dimension)) {
        filter.dimension += u':' + value.section(u'=', 0, 0);
        value = value.section(u'=', 1);
    }
    filter.values = {value == noValue() ? QString() : value};
    return filter;
}

/// Without those that are about to become a chip: no group has them in its name.
QString wordsOf(const QString &text, const QStringList &keys)
{
    QStringList words = text.simplified().split(u' ', Qt::SkipEmptyParts);
    words.removeIf([&keys](const QString &word) {
        return word.contains(u':') && keys.contains(word.section(u':', 0, 0).toLower());
    });
    return words.join(u' ');
}

/// Several values of one dimension are one condition.
void join(QList<CostFilter> &filters, const CostFilter &next)
{
    for (CostFilter &each : filters) {
        if (each.dimension == next.dimension && each.excluded == next.excluded) {
            if (!each.values.contains(next.values.first()))
                each.values << next.values;
            return;
        }
    }
    filters.append(next);
}

QStringList keysOf(const QStringList &dimensions)
{
    QStringList keys;
    for (const QString &each : dimensions) {
        const QString key = each.section(u':', 0, 0);
        if (!keys.contains(key))
            keys << key << Excluded + key;
    }
    return keys;
}

} // namespace

CostsFilter::CostsFilter(CostsController &controller, QWidget *parent)
    : QWidget(parent)
    , m_controller(controller)
    , m_field(new widgets::FilterField(tr("Filter costs")))
{
    auto *add = widgets::makeIconButton(widgets::Glyph::Filter, tr("Add filter…"));
    add->setVisible(controller.features().filters);
    connect(add, &QAbstractButton::clicked, this, &CostsFilter::choose);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(widgets::metrics::smallGap);
    layout->addWidget(m_field, 1);
    layout->addWidget(add);
    connect(m_field, &widgets::FilterField::filterChanged, this, &CostsFilter::ask);
    connect(m_field, &widgets::FilterField::chipsChanged, this, &CostsFilter::ask);
    connect(&controller, &CostsController::questionChanged, this, &CostsFilter::showQuestion);
    connect(&controller, &CostsController::figuresChanged, this, [this] {
        const controllers::CostsFigures &figures = m_controller.figures();
        const bool narrowed = figures.matching != figures.groups;
        m_field->setCount(narrowed ? figures.matching : 0, narrowed ? figures.groups : -1);
    });
    showQuestion();
}

QString CostsFilter::toText(const QList<CostFilter> &filters, const QString &words)
{
    QStringList parts;
    for (const CostFilter &each : filters) {
        for (const QString &value : each.values)
            parts << chipOf(each, value).raw();
    }
    if (!words.isEmpty())
        parts << words;
    return parts.join(u' ');
}

void CostsFilter::ask()
{
    CostsQuestion question = m_controller.question();
    question.filters.clear();
    const QList<FilterChip> chips = m_field->chips();
    for (const FilterChip &chip : chips)
        join(question.filters, filterOf(chip));
    question.words = wordsOf(m_field->text(), m_keys);
    m_asking = true;
    m_controller.ask(question);
    m_asking = false;
}

void CostsFilter::showQuestion()
{
    const CostSourceInfo *source = m_controller.source();
    m_keys = source && m_controller.features().filters ? keysOf(source->dimensions) : QStringList();
    m_field->setKeys(m_keys);
    if (m_asking) // what is half typed stays
        return;
    const CostsQuestion &question = m_controller.question();
    const QString text = toText(question.filters, question.words);
    if (text != m_field->filter().trimmed())
        m_field->setFilter(text);
}

void CostsFilter::choose()
{
    const CostSourceInfo *source = m_controller.source();
    if (!source || !m_controller.features().filters)
        return;
    QList<QPair<QString, QString>> dimensions;
    for (const QString &each : source->dimensions)
        dimensions.append({each, tables::dimensionTitle(each)});
    auto *dialog = new dialogs::CostFilterDialog(dimensions, this);
    connect(dialog, &dialogs::CostFilterDialog::valuesWanted, &m_controller, &CostsController::readValues);
    connect(&m_controller, &CostsController::valuesRead, dialog, &dialogs::CostFilterDialog::setValues);
    connect(&m_controller, &CostsController::failed, dialog, &dialogs::CostFilterDialog::showError);
    connect(dialog, &dialogs::CostFilterDialog::submitted, this, [this, dialog] {
        CostsQuestion question = m_controller.question();
        const CostFilter chosen = dialog->filter();
        question.filters.removeIf([&chosen](const CostFilter &each) {
            return each.dimension == chosen.dimension && each.excluded == chosen.excluded;
        });
        if (!chosen.values.isEmpty())
            question.filters.append(chosen);
        m_controller.ask(question);
        dialog->accept();
    });
    dialog->start(m_controller.question().filters);
}

} // namespace sm::pages
