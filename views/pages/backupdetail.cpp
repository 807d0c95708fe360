// SPDX-License-Identifier: GPL-3.0-or-later
#include "backupdetail.h"

#include "actionbox.h"
#include "backupfacts.h"

#include <tables/backuptext.h>
#include <widgets/badge.h>
#include <widgets/celldelegate.h>
#include <widgets/keyvaluelist.h>
#include <widgets/metrics.h>
#include <widgets/scrollpane.h>
#include <widgets/tableview.h>
#include <widgets/textlabel.h>
#include <widgets/tintbox.h>
#include <widgets/tonename.h>

#include <QHBoxLayout>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QVBoxLayout>

namespace sm::pages {

using tables::BackupList;
using widgets::Badge;
using widgets::TextLabel;
using widgets::TextRole;
using widgets::Tone;
namespace metrics = widgets::metrics;

namespace {
constexpr int MostRows = 6; ///< of the list of backups; it scrolls
}

BackupDetail::BackupDetail(const QList<QAction *> &actions, int shown, int width, QWidget *parent)
    : QWidget(parent)
    , m_title(new TextLabel(TextRole::PageTitle))
    , m_hint(new TextLabel(TextRole::Body))
    , m_subtitle(new TextLabel(TextRole::Secondary))
    , m_badges(new QWidget)
    , m_badgeRow(new QHBoxLayout(m_badges))
    , m_adviceBox(new widgets::TintBox(Tone::Warning))
    , m_advice(new TextLabel(TextRole::Body))
    , m_facts(new widgets::KeyValueList)
    , m_backupsTitle(new TextLabel(TextRole::Section))
    , m_table(new widgets::TableView(tr("Backups of the asset")))
    , m_backupTitle(new TextLabel(tr("Selected backup"), TextRole::Section))
    , m_backupFacts(new widgets::KeyValueList)
{
    setAccessibleName(tr("Asset details"));
    auto *area = new widgets::ScrollPane(tr("Details"));
    area->setContent(content());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(area, 1);
    layout->addWidget(actionBox(actions, shown, width));
    connectTable();
    for (widgets::KeyValueList *each : {m_facts, m_backupFacts})
        connect(each, &widgets::KeyValueList::copied, this, &BackupDetail::copied);
    showSelection({});
}

QWidget *BackupDetail::content()
{
    auto *content = new QWidget;
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(metrics::cardPadding, metrics::cardPadding, metrics::cardPadding, metrics::cardPadding);
    layout->setSpacing(metrics::gap);
    for (TextLabel *each : {m_title, m_hint, m_advice})
        each->setWordWrap(true);
    m_badgeRow->setContentsMargins(0, 0, 0, 0);
    m_badgeRow->setSpacing(metrics::smallGap);
    auto *advice = new QVBoxLayout(m_adviceBox);
    advice->setContentsMargins(metrics::cardGap, metrics::gap, metrics::cardGap, metrics::gap);
    advice->addWidget(m_advice);
    m_advice->setTone(Tone::Warning);
    m_parts = {m_subtitle, m_badges, m_adviceBox, m_facts, m_backupsTitle, m_table, m_backupTitle, m_backupFacts};
    layout->addWidget(m_title);
    layout->addWidget(m_hint);
    for (QWidget *part : std::as_const(m_parts))
        layout->addWidget(part);
    layout->addStretch(1);
    return content;
}

void BackupDetail::connectTable()
{
    m_table->setModel(&m_backups);
    m_table->setCompact(true);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setSortingEnabled(false); // newest first
    m_table->setItemDelegate(new widgets::BadgeDelegate(
        [](const QModelIndex &index) { return widgets::toneNamed(index.data(BackupList::ToneRole).toString()); },
        m_table));
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        showBackup();
        Q_EMIT backupSelected();
    });
}

void BackupDetail::showAsset(const AssetStanding &standing)
{
    for (QWidget *part : std::as_const(m_parts))
        part->show();
    m_hint->hide();
    m_title->setText(tables::titleOf(standing.asset));
    m_subtitle->setText(subtitleOf(standing));
    showBadges(standing);
    showAdvice(standing);
    showFacts(standing);
    showBackups(standing);
    m_asset = standing.asset.id;
}

void BackupDetail::showSelection(const QStringList &assets)
{
    m_asset.clear();
    m_backups.reset({});
    for (QWidget *part : std::as_const(m_parts))
        part->hide();
    m_hint->show();
    if (assets.isEmpty()) {
        m_title->setText(tr("No asset selected"));
        m_hint->setText(tr("Select one to see its backups. Several of one kind can be backed up as a set."));
    } else {
        m_title->setText(tr("%1 assets selected").arg(assets.size()));
        m_hint->setText(assets.join(tr(", ")));
    }
}

void BackupDetail::showBadges(const AssetStanding &standing)
{
    while (QLayoutItem *item = m_badgeRow->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const auto toneOf = [](const QString &name) { return widgets::toneNamed(name).value_or(Tone::Neutral); };
    m_badgeRow->addWidget(
        new Badge(tr("Backup: %1").arg(tables::backupText(standing, now)), toneOf(tables::backupTone(standing))));
    const QString proof = tables::proofTone(standing);
    if (standing.lastProven() || !proof.isEmpty())
        m_badgeRow->addWidget(new Badge(tr("Proof: %1").arg(tables::proofText(standing, now)), toneOf(proof)));
    m_badgeRow->addStretch(1);
}

/// What an admin should know before relying on this asset's backups.
void BackupDetail::showAdvice(const AssetStanding &standing)
{
    const QString advice = adviceOf(standing);
    m_advice->setText(advice);
    m_adviceBox->setVisible(!advice.isEmpty());
}

void BackupDetail::showFacts(const AssetStanding &standing) { m_facts->setRows(factsOf(standing)); }

void BackupDetail::showBackups(const AssetStanding &standing)
{
    // The newest stays the one that is selected until somebody selects another.
    const bool isChosen = standing.asset.id == m_asset && m_backups.rowOf(backup()) > 0;
    const QString chosen = isChosen ? backup() : QString();
    m_backups.reset(standing.backups);
    const int rows = m_backups.rowCount();
    m_backupsTitle->setText(rows == 0 ? tr("Backups: none") : tr("Backups (%1)").arg(rows));
    for (QWidget *each : QList<QWidget *>{m_table, m_backupTitle, m_backupFacts})
        each->setVisible(rows > 0);
    m_table->setFixedHeight(
        m_table->horizontalHeader()->sizeHint().height() + std::min(rows, MostRows) * metrics::compactRowHeight + 2);
    m_table->fitColumns({BackupList::Taken, BackupList::State, BackupList::Size}, 64);
    if (rows > 0)
        m_table->selectRow(std::max(0, m_backups.rowOf(chosen)));
    showBackup();
}

QString BackupDetail::backup() const
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    return rows.isEmpty() ? QString() : rows.first().data(BackupList::IdRole).toString();
}

void BackupDetail::selectBackup(const QString &backup)
{
    if (const int row = m_backups.rowOf(backup); row >= 0)
        m_table->selectRow(row);
}

void BackupDetail::showBackup()
{
    const Backup *chosen = m_backups.backup(m_backups.rowOf(backup()));
    m_backupFacts->setRows(chosen ? factsOf(*chosen) : QList<widgets::KeyValue>());
}

} // namespace sm::pages
