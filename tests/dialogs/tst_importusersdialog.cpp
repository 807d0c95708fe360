// SPDX-License-Identifier: GPL-3.0-or-later
#include <dialogs/importusersdialog.h>
#include <support/find.h>

#include <QFileDialog>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>

using namespace sm;
using namespace Qt::Literals::StringLiterals;
using dialogs::ImportUsersDialog;
using test::find;

class TestImportUsersDialog : public QObject
{
    Q_OBJECT

private:
    /// As when somebody chooses \p file in the file dialog.
    void choose(const QString &file)
    {
        QTest::mouseClick(find<QPushButton>(*m_dialog, u"Choose file…"_s), Qt::LeftButton);
        auto *files = m_dialog->findChild<QFileDialog *>();
        QVERIFY(files);
        Q_EMIT files->fileSelected(file);
        files->close();
    }
    QString write(const QByteArray &content)
    {
        QFile file(m_folder.filePath(u"users.csv"_s));
        return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() ? file.fileName() : QString();
    }
    QTableWidget *preview() const { return find<QTableWidget>(*m_dialog, u"Preview"_s); }
    QPushButton *submit() const { return find<QPushButton>(*m_dialog, u"Show plan…"_s); }
    bool says(const QString &sentence) const
    {
        for (QWidget *each : m_dialog->findChildren<QWidget *>()) {
            if (each->isVisible() && test::accessibleNameOf(each).contains(sentence))
                return true;
        }
        return false;
    }

    QTemporaryDir m_folder;
    QPointer<ImportUsersDialog> m_dialog;

private Q_SLOTS:
    void init()
    {
        QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
        m_dialog = new ImportUsersDialog(nullptr);
        m_dialog->open();
    }
    void cleanup() { delete m_dialog; }

    void file_isHandedOverAsItIs()
    {
        QSignalSpy read(m_dialog.data(), &ImportUsersDialog::fileRead);

        choose(write("email\nbea@example.com\n"));

        QCOMPARE(read.size(), 1);
        QCOMPARE(read.first().first().toByteArray(), QByteArray("email\nbea@example.com\n"));
        QVERIFY(!submit()->isEnabled());
    }

    void file_thatCanNotBeRead_isSaid()
    {
        QSignalSpy read(m_dialog.data(), &ImportUsersDialog::fileRead);

        choose(m_folder.filePath(u"gone.csv"_s));

        QVERIFY(says(u"gone.csv can not be read"_s));
        QCOMPARE(read.size(), 0);
    }

    void file_tooLarge_isSaid()
    {
        QSignalSpy read(m_dialog.data(), &ImportUsersDialog::fileRead);

        choose(write(QByteArray(5 * 1024 * 1024 + 1, 'x')));

        QVERIFY(says(u"larger than 5 MB"_s));
        QCOMPARE(read.size(), 0);
    }

    void preview_showsEveryRowAndWhy()
    {
        UserImport import;
        for (int i = 0; i < 1200; ++i) {
            import.rows.append({i + 2, u"user%1"_s.arg(i), i == 1100 ? u"No user name."_s : QString()});
            if (i != 1100)
                import.users.append(NewUser());
        }

        m_dialog->setPreview(import);

        QCOMPARE(preview()->rowCount(), 1200);
        QCOMPARE(preview()->item(1100, 2)->text(), u"No user name."_s);
        QCOMPARE(preview()->item(0, 0)->text(), u"2"_s);
        QCOMPARE(preview()->item(0, 2)->text(), u"Will be created"_s);
        QVERIFY(says(u"1199 to create, 1 left out"_s));
        QVERIFY(submit()->isEnabled());
        QCOMPARE(m_dialog->users().size(), 1199);
    }

    void preview_ofNobody_canNotBeSubmitted()
    {
        UserImport import;
        import.rows.append({2, u"bea"_s, u"No."_s});

        m_dialog->setPreview(import);

        QVERIFY(!submit()->isEnabled());
    }

    void badFile_thenAGoodOne_leavesNoErrorBehind()
    {
        UserImport import;
        import.rows.append({2, u"bea"_s, {}});
        import.users.append(NewUser());
        m_dialog->setPreview(import);

        m_dialog->setPreview(Error(Error::Kind::Invalid, u"The file is empty."_s));
        QVERIFY(says(u"The file is empty."_s));
        QCOMPARE(preview()->rowCount(), 0);
        QVERIFY(!submit()->isEnabled() && m_dialog->users().isEmpty());
        m_dialog->setPreview(import);

        QVERIFY(!says(u"The file is empty."_s));
        QCOMPARE(preview()->rowCount(), 1);
    }
};

QTEST_MAIN(TestImportUsersDialog)
#include "tst_importusersdialog.moc"
