// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/error.h>

#include <widgets/cardframe.h>

class QStackedLayout;

namespace sm::widgets {

class EmptyState;
class LoadingLine;
class NoticeBar;
class TextLabel;

/// A card around a table or chart that knows the states everything has: loading (rows stay, a thin line moves),
/// empty (a sentence and an action), error (notice above what is still there), stale (dated and greyed).
class StatePane : public CardFrame
{
    Q_OBJECT

public:
    explicit StatePane(QWidget *content, QWidget *parent = nullptr);

    void setLoading(bool loading);
    /// Shows the sentence instead of the content; an empty sentence brings the content back.
    void setEmpty(const QString &sentence, const QString &action = {});
    /// The notice stays until it is dismissed or clearError() is called.
    void showError(const Error &error);
    void clearError();
    /// "Read 2 Sep 2026, 09:14 UTC." in a line above, the content greyed; empty: fresh.
    void setStale(const QString &sentence);

    NoticeBar *noticeBar() const { return m_notice; }
    bool isEmpty() const;

Q_SIGNALS:
    void emptyActionTriggered();

private:
    LoadingLine *m_loading;
    NoticeBar *m_notice;
    TextLabel *m_stale;
    EmptyState *m_empty;
    QStackedLayout *m_stack;
    QWidget *m_content;
    QWidget *m_noticeBox;
    QWidget *m_staleBox;
};

} // namespace sm::widgets
