// SPDX-License-Identifier: GPL-3.0-or-later
#include "attributesdialog.h"

#include <widgets/metrics.h>

#include <QFormLayout>
#include <QHeaderView>
#include <QTableWidget>

using namespace Qt::Literals::StringLiterals;

namespace sm::dialogs {

AttributesDialog::AttributesDialog(const User &user, const QStringList &known, QWidget *parent)
    : FormDialog(tr("Edit attributes"), tr("Show plan…"), parent)
    , m_table(new QTableWidget(0, 2))
{
    setIntroduction(tr("Of %1. Clear a value to delete the attribute.").arg(displayName(user)));
    m_table->setAccessibleName(tr("Attributes"));
    m_table->setHorizontalHeaderLabels({tr("Attribute"), tr("Value")});
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setDefaultSectionSize(180);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(widgets::metrics::rowHeight);
    m_table->setTabKeyNavigation(false);
    m_table->setMinimumHeight(300);
    for (const UserAttribute &each : user.attributes) {
        if (!isServiceOwned(each.name))
            addAttribute(each.name, each.value);
    }
    for (const QString &name : known) {
        if (!isServiceOwned(name) && user.attribute(name).isEmpty())
            addAttribute(name, {});
    }
    form()->addRow(m_table);
}

void AttributesDialog::addAttribute(const QString &name, const QString &value)
{
    const int row = m_table->rowCount();
    m_table->insertRow(row);
    auto *label = new QTableWidgetItem(name);
    label->setFlags(Qt::ItemIsEnabled);
    m_table->setItem(row, 0, label);
    m_table->setItem(row, 1, new QTableWidgetItem(value));
}

QList<UserAttribute> AttributesDialog::attributes() const
{
    QList<UserAttribute> all;
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const QString value = m_table->item(row, 1)->text();
        if (!value.isEmpty())
            all.append({m_table->item(row, 0)->text(), value});
    }
    return all;
}

} // namespace sm::dialogs
