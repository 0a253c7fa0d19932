"""The recovery key comes once, by itself, and can be copied."""

from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from app.ui.bridge import Bridge
from app.ui.recovery_key import RecoveryKeys
from tests.kit.kept_conversation import KeptConversation

KEY = "7K3QD-AAAAA-BBBBB-CCCCC-DDDDD"




def test_it_is_shown_once(qapp: QApplication) -> None:
    bridge = Bridge()
    conversation = KeptConversation()
    conversation.recovery_key = KEY
    shown = RecoveryKeys(bridge)
    bridge.began.emit(conversation)
    qapp.processEvents()
    dialog = shown.dialog
    assert dialog is not None
    assert dialog.isVisible()
    assert KEY in [label.text() for label in dialog.findChildren(QLabel)]
    buttons = {button.text(): button for button in dialog.findChildren(QPushButton)}
    buttons["Copy"].click()
    assert QApplication.clipboard().text() == KEY
    buttons["I have written it down"].click()
    assert shown.dialog is None
    bridge.connected.emit()
    qapp.processEvents()
    assert shown.dialog is None
    assert conversation.recovery_key == ""
