// SPDX-License-Identifier: GPL-3.0-or-later
#include "costfilterdialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QListWidget>

namespace sm::dialogs {

namespace {

constexpr int MostValues = 5'000; ///< resources may be many more: they can be typed into the filter field
constexpr int ListHeight = 240;

} // namespace

CostFilterDialog::CostFilterDialog(const QList<QPair<QString, QString>> &dimensions, QWidget *parent)
    : FormDialog(tr("Add filter"), tr("Filter"), parent)
    , m_dimension(new QComboBox)
    , m_search(new QLineEdit)
    , m_values(new QListWidget)
    , m_excluded(new QCheckBox(tr("Leave these out")))
{
    for (const auto &[name, title] : dimensions)
        m_dimension->addItem(title, name);
    m_search->setPlaceholderText(tr("Find a value"));
    m_values->setFixedHeight(ListHeight);
    m_excluded->setAccessibleName(m_excluded->text());
    addRow(tr("Dimension"), m_dimension);
    m_dimension->setAccessibleDescription(tr("Dimension")); // on Linux the name of a combo box is its value
    addRow(tr("Find"), m_search);
    addRow(tr("Values"), m_values);
    form()->addRow(QString(), m_excluded);
    connect(m_dimension, &QComboBox::currentIndexChanged, this, &CostFilterDialog::chooseDimension);
    connect(m_search, &QLineEdit::textChanged, this, &CostFilterDialog::narrow);
}

void CostFilterDialog::start(const QList<CostFilter> &present)
{
    m_present = present;
    open();
    chooseDimension();
}

void CostFilterDialog::chooseDimension()
{
    m_values->clear();
    m_search->clear();
    Q_EMIT valuesWanted(m_dimension->currentData().toString());
}

void CostFilterDialog::setValues(const QString &dimension, const QStringList &values)
{
    if (dimension != m_dimension->currentData().toString())
        return;
    const auto of = std::find_if(m_present.begin(), m_present.end(),
        [&dimension](const CostFilter &each) { return each.dimension == dimension; });
    const CostFilter present = of == m_present.end() ? CostFilter() : *of;
    m_excluded->setChecked(present.excluded);
    m_values->clear();
    for (const QString &value : values.mid(0, MostValues)) {
        auto *item = new QListWidgetItem(value.isEmpty() ? tr("(none)") : value, m_values);
        item->setData(Qt::UserRole, value);
        item->setCheckState(present.values.contains(value) ? Qt::Checked : Qt::Unchecked);
    }
    m_values->setCurrentRow(0);
    setIntroduction(values.size() <= MostValues ? QString()
                                                : tr("The %1 largest of %2. Others can be typed into the filter field.")
                                                      .arg(MostValues)
                                                      .arg(values.size()));
}

void CostFilterDialog::narrow()
{
    for (int row = 0; row < m_values->count(); ++row) {
        QListWidgetItem *item = m_values->item(row);
        item->setHidden(!item->text().contains(m_search->text(), Qt::CaseInsensitive));
    }
}

CostFilter CostFilterDialog::filter() const
{
    CostFilter filter;
    filter.dimension = m_dimension->currentData().toString();
    filter.excluded = m_excluded->isChecked();
    for (int row = 0; row < m_values->count(); ++row) {
        if (const QListWidgetItem *item = m_values->item(row); item->checkState() == Qt::Checked)
            filter.values << item->data(Qt::UserRole).toString();
    }
    return filter;
}

} // namespace sm::dialogs
