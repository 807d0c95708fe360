// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <pages/journalpage.h>
#include <pages/userspage.h>
#include <shell/activitypanel.h>
#include <shell/mainwindow.h>
#include <shell/topbar.h>
#include <support/bench.h>
#include <support/find.h>
#include <widgets/appearance.h>

namespace sm::test {

/// The window over a Bench, as the program puts it together.
struct WindowBench
{
    explicit WindowBench(QApplication &application)
        : appearance(application)
        , window(std::make_unique<shell::MainWindow>(appearance))
    {
        window->topBar().setSystems({below.system, otherSystem()}, below.system.id);
        addPages();
        window->resize(1280, 800);
        window->show();
        (void)QTest::qWaitForWindowActive(window.get());
        window->showPage(u"Users"_s);
        (void)QTest::qWaitFor(
            [this] { return below.controller.state() == controllers::UsersController::State::Ready; });
    }

    void addPages()
    {
        window->setSystem(below.system, &below.runs);
        users = new pages::UsersPage(below.controller);
        journal = new pages::JournalPage(below.journalController, true);
        window->addPage(widgets::Glyph::Users, users);
        window->addPage(widgets::Glyph::Journal, journal);
    }
    static SystemInfo otherSystem()
    {
        SystemInfo system = someSystem(Environment::Production);
        system.id.value = u"other"_s;
        system.title = u"Energy & Water"_s;
        return system;
    }
    bool says(const QString &sentence) const
    {
        for (QWidget *each : window->findChildren<QWidget *>()) {
            if (each->isVisible() && accessibleNameOf(each).contains(sentence))
                return true;
        }
        return false;
    }
    QAction *action(const QString &text) const
    {
        for (QAction *each : window->findChildren<QAction *>()) {
            if (each->text() == text)
                return each;
        }
        return nullptr;
    }

    Bench below;
    widgets::Appearance appearance;
    std::unique_ptr<shell::MainWindow> window;
    pages::UsersPage *users = nullptr;
    pages::JournalPage *journal = nullptr;
};

} // namespace sm::test
