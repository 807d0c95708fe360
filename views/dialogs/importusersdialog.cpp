// SPDX-License-Identifier: GPL-3.0-or-later
#include "importusersdialog.h"

#include <widgets/buttons.h>
#include <widgets/metrics.h>
#include <widgets/textlabel.h>

#include <QFile>
#include <QFileDialog>
#include <QFormLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QTableWidget>

using namespace Qt::Literals::StringLiterals;

namespace sm::dialogs {

namespace {
constexpr qint64 LargestFile = 5 * 1024 * 1024;
} // namespace

ImportUsersDialog::ImportUsersDialog(QWidget *parent)
    : FormDialog(tr("Import users"), tr("Show plan…"), parent)
    , m_summary(new widgets::TextLabel(widgets::TextRole::Body))
    , m_preview(new QTableWidget(0, 3))
{
    setIntroduction(tr("A CSV file with a header line: email or username, then any attributes, groups (separated by ;) "
                       "and send_invitation (yes or no)."));
    resize(680, 480);
    QPushButton *choose = widgets::makeButton(tr("Choose file…"));
    choose->setAutoDefault(false);
    connect(choose, &QPushButton::clicked, this, &ImportUsersDialog::chooseFile);
    form()->addRow(choose, m_summary);
    m_preview->setAccessibleName(tr("Preview"));
    m_preview->setHorizontalHeaderLabels({tr("Row"), tr("User"), tr("Result")});
    m_preview->horizontalHeader()->setStretchLastSection(true);
    m_preview->horizontalHeader()->resizeSection(0, 64);
    m_preview->horizontalHeader()->resizeSection(1, 240);
    m_preview->verticalHeader()->hide();
    m_preview->verticalHeader()->setDefaultSectionSize(widgets::metrics::compactRowHeight);
    m_preview->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_preview->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_preview->setTabKeyNavigation(false);
    m_preview->setMinimumHeight(220);
    form()->addRow(m_preview);
    setSubmittable(false);
}

void ImportUsersDialog::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("Import users"), {}, tr("CSV (*.csv);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &ImportUsersDialog::read);
    dialog->open();
}

void ImportUsersDialog::read(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        showError(Error(Error::Kind::Storage, tr("%1 can not be read: %2.").arg(path, file.errorString())));
        return;
    }
    if (file.size() > LargestFile) {
        showError(Error(Error::Kind::Invalid, tr("%1 is larger than 5 MB. Split it into smaller files.").arg(path)));
        return;
    }
    Q_EMIT fileRead(file.readAll());
}

void ImportUsersDialog::setPreview(const Result<UserImport> &import)
{
    m_import = import.value_or(UserImport());
    m_preview->setRowCount(0);
    setSubmittable(!m_import.users.isEmpty());
    if (!import) {
        m_summary->clear();
        showError(import.error());
        return;
    }
    clearError();
    m_summary->setText(tr("%1 to create, %2 left out").arg(m_import.users.size()).arg(m_import.leftOut()));
    m_preview->setRowCount(static_cast<int>(m_import.rows.size()));
    for (int at = 0; at < m_preview->rowCount(); ++at) {
        const UserImport::Row &row = m_import.rows.at(at);
        m_preview->setItem(at, 0, new QTableWidgetItem(QString::number(row.line)));
        m_preview->setItem(at, 1, new QTableWidgetItem(row.name));
        m_preview->setItem(at, 2, new QTableWidgetItem(row.problem.isEmpty() ? tr("Will be created") : row.problem));
    }
}

} // namespace sm::dialogs
